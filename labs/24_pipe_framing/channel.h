// Channel: given. Messages from several processes to one.
#ifndef RACELAB_LABS_24_PIPE_FRAMING_CHANNEL_H_
#define RACELAB_LABS_24_PIPE_FRAMING_CHANNEL_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

// One process makes the channel and forks the others, which use what they inherit. In each process
// one thread uses it, and it only sends or only receives: the first call decides. One process
// receives.
//
// A process is *gone* when it has ended or has destroyed its Channel. Who has called nothing yet is
// not gone: it may still want to send or to receive. No process ends inside of Send().
class Channel {
 public:
  static constexpr size_t kLongest = 100'000;  // bytes in a message

  Channel();

  // This process is gone. No descriptor stays open in it.
  ~Channel();

  // Sends `message`: any bytes, up to kLongest of them, or none. It may wait for the receiver to
  // make room. False: everybody who receives, or still might, is gone, and the message is lost.
  // That ends no process.
  bool Send(const std::string& message);

  // The next message, byte for byte as it was sent. Those of one sender come in the order in which
  // it sent them. When there is none it waits; nothing: everything is received, and everybody who
  // sends, or still might, is gone.
  std::optional<std::string> Receive();

  // A signal that is handled may come at any moment. No call gives up because of it.

 private:
  struct Impl;  // yours: define it in channel.cc
  std::unique_ptr<Impl> impl_;
};

#endif  // RACELAB_LABS_24_PIPE_FRAMING_CHANNEL_H_
