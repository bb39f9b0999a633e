// Word count: given. Counts the words of a large text in parts, each part in a process of its own.
#ifndef RACELAB_LABS_20_FORK_IS_NOT_A_THREAD_WORD_COUNT_H_
#define RACELAB_LABS_20_FORK_IS_NOT_A_THREAD_WORD_COUNT_H_

#include <functional>

struct Tally {
  int words = 0;   // of all parts that were counted
  int failed = 0;  // parts that were not
};

// Calls count(0) ... count(parts - 1), each once and in a child process of its own, all of them at
// the same time, and adds up what they return: each a number from 0 to 100.
//
// - A part that throws, crashes or is killed counts as failed and disturbs no other part.
// - A child process ends when its part is counted. It does not return from CountWords, and does not
//   run what the program registered for its own end (atexit handlers, destructors of statics).
// - Prints exactly "counting P parts: W words\n" to stdout, P and W being numbers.
// - When CountWords returns, all its children have ended and were waited for, and every descriptor
//   that it opened is closed.
Tally CountWords(int parts, const std::function<int(int)>& count);

#endif  // RACELAB_LABS_20_FORK_IS_NOT_A_THREAD_WORD_COUNT_H_
