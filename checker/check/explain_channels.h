// ChannelNames: files, pipes, sockets and their like in the student's words.
//
// A channel is named by the line that made it: "the pipe to_child", "the file data.txt". Where that
// leaves a doubt it stays "the pipe", or "pipe 1" and "pipe 2" in the order in which they were
// made.
//
// **Thread safety**: immutable after construction.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_CHANNELS_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_CHANNELS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "checker/check/explain_scene.h"

namespace racelab {

class ChannelNames {
 public:
  // `events`: indices of those to be named.
  ChannelNames(const Scene& scene, const std::vector<size_t>& events);

  // "the pipe a"; "something" for a place that is none of them.
  std::string Name(uint64_t place) const;

 private:
  std::map<uint64_t, std::string> names_;
};

// What an event of kind kTransfer did: "writes 1 byte to the pipe", "closes the write end of it".
std::string TransferWords(const Scene& scene, const trace::Event& event, const std::string& name);

// What a task waits for with kBlock: "waits for input from the pipe, which is still open for
// writing in process 2 itself".
// `at`: " at echo.c:12", or nothing.
std::string BlockedWords(const Scene& scene, const trace::Waiting& waiting, const std::string& name,
                         const std::string& at = "");

// Whether it waits for input from a pipe or a socket.
bool WaitsForInput(const Scene& scene, const trace::Waiting& waiting);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_CHANNELS_H_
