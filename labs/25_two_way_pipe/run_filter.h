// RunFilter: given. Sends a text through another process, like `sort <input >output` in a shell.
#ifndef RACELAB_LABS_25_TWO_WAY_PIPE_RUN_FILTER_H_
#define RACELAB_LABS_25_TWO_WAY_PIPE_RUN_FILTER_H_

#include <functional>
#include <string>

struct Outcome {
  std::string output;
  int exit_code = 0;
};

// Runs `filter` in a child process. There it reads `input` from descriptor 0, byte for byte and
// then the end, and what it writes to descriptor 1 is the output; nothing else is. What it returns,
// 0 to 255, becomes the child's exit code; when a signal ends the child it is 128 plus its number.
//
// The filter works as it likes: it reads and writes pieces of any size, reads everything before it
// writes or the other way round, leaves input unread, or closes 0 or 1 and goes on with the other.
// None of that stops or ends the caller. Input and output have up to 10 million bytes each.
//
// Returns when both the output and the child have ended. Then nothing is left of it: no process,
// no thread, no descriptor, nothing that still uses `input`.
//
// A signal that is handled may come at any moment, and is handled then, also while a call waits. It
// changes nothing of the outcome. Descriptors 0, 1 and 2 are open, and one thread calls RunFilter()
// at a time; `filter` throws nothing, ends all processes that it starts and has no other children,
// and may itself call RunFilter().
Outcome RunFilter(const std::function<int()>& filter, const std::string& input);

#endif  // RACELAB_LABS_25_TWO_WAY_PIPE_RUN_FILTER_H_
