// Mailbox: letters from those who write to those who work. Given; not edited.
#ifndef RACELAB_LABS_13_AWAIT_DONT_POLL_MAILBOX_H_
#define RACELAB_LABS_13_AWAIT_DONT_POLL_MAILBOX_H_

#include <chrono>
#include <memory>

enum class Outcome { kLetter, kClosed, kTimedOut };

// Each method may be called by several threads at a time. The letter that has been inside longest
// is taken first. Who must wait sleeps, without looking again and again, and is woken as soon as
// it can go on. A box has room for any number of letters; boxes have nothing to do with each other.
class Mailbox {
 public:
  virtual ~Mailbox() = default;

  // Puts a letter in. Never waits for another thread to do something. REQUIRES: not closed.
  virtual void Put(int letter) = 0;

  // Waits until there is a letter or the box is closed. If there is one, also in a closed box,
  // takes it into `letter` and returns kLetter. Else leaves `letter` alone and returns kClosed.
  virtual Outcome Take(int* letter) = 0;

  // Like Take, but it waits no longer than `timeout`; when neither a letter nor the end has come by
  // then, it returns kTimedOut, and never before. A `timeout` of zero does not wait; it is 100 days
  // at most.
  virtual Outcome TakeFor(std::chrono::milliseconds timeout, int* letter) = 0;

  // Waits until no letter is inside: all have been taken. It may miss a moment when the box is
  // empty if another letter comes at once.
  virtual void WaitUntilEmpty() = 0;

  // No more letters will come. Never waits for another thread to do something. Whoever waits in
  // Take or TakeFor, and finds no letter, returns. It may be called more than once.
  virtual void Close() = 0;
};

// An empty, open mailbox. This is what mailbox.cc provides.
std::unique_ptr<Mailbox> NewMailbox();

#endif  // RACELAB_LABS_13_AWAIT_DONT_POLL_MAILBOX_H_
