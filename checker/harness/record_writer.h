// RecordLine: composes one line of the record (record.h) and writes it with one write(2).
//
// Usable everywhere: in signal handlers, inside TSan's report callback and in a dying process. So
// it takes no memory and no lock, calls no libc function that TSan intercepts, and is not
// instrumented.
//
// **Thread safety**: OpenRecord runs before the first thread; lines may be written by any thread.
#ifndef RACELAB_CHECKER_HARNESS_RECORD_WRITER_H_
#define RACELAB_CHECKER_HARNESS_RECORD_WRITER_H_

#include "checker/harness/record.h"

// The tsan variant instruments this source too; a function with this mark is left alone.
#if defined(__clang__)
#define RACELAB_UNINSTRUMENTED __attribute__((disable_sanitizer_instrumentation))
#else
#define RACELAB_UNINSTRUMENTED __attribute__((no_sanitize("thread")))
#endif

// True in the tsan variant.
#if defined(__SANITIZE_THREAD__)
#define RACELAB_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define RACELAB_TSAN 1
#endif
#endif
#ifndef RACELAB_TSAN
#define RACELAB_TSAN 0
#endif

namespace racelab {

// Takes $RACELAB_RECORD_FD out of the environment and moves that descriptor to a high number with
// close-on-exec. Without the variable, lines go nowhere.
void OpenRecord();

// True when lines go somewhere.
bool RecordIsOpen();

// True in the process that opened the record, false in its children.
bool IsFirstProcess();

// RecordLine("end").Text("Suite.Name").Text("ok").Write();
// Begins with the nonce, which left the environment before any constructor ran.
// What would make the line longer than kMaxRecordLine is cut off.
class RecordLine {
 public:
  explicit RecordLine(const char* word);
  RecordLine& Text(const char* text);  // null counts as ""
  RecordLine& Number(long number);
  // Those of `count` program counters that lie in the executable, in hexadecimal. Equal
  // neighbours (one counter with several inlined frames) count once; a null ends the list.
  RecordLine& Counters(void* const* counters, int count);
  void Write();

 private:
  void Put(char c);
  void PutEscaped(unsigned char c);
  void PutNumber(unsigned long number, unsigned base);

  char line_[kMaxRecordLine];
  int size_ = 0;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_HARNESS_RECORD_WRITER_H_
