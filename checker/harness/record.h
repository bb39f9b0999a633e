// The record: lines that the harness inside a submission writes for the parent (the data contract).
//
// The harness (this folder) is linked into every submission; the checker reads what it writes on
// the private descriptor $RACELAB_RECORD_FD. Without that variable the harness writes nothing, so a
// lab's program also runs by hand.
//
// A line is the nonce ($RACELAB_NONCE), a word, then fields, separated by tabs and ended by a
// newline, written with one write(2) of at most kMaxRecordLine bytes (so lines of several threads
// never mix). A line without the nonce is not the harness's and counts for nothing. In fields, tab,
// newline, backslash and control characters stand as \xHH. Program counters are hexadecimal
// addresses in the executable, which is linked -no-pie; others are dropped. They are like return
// addresses: one is subtracted to find the line.
//
//   begin    Suite.Name               a test starts
//   failure  FILE LINE MESSAGE        a failed expectation in the current test; FILE "-" and
//                                     LINE 0 when there is no place (an uncaught exception)
//   left     KIND DETAIL              the current test left something: KIND is "thread",
//                                     "descriptor" or "child"
//   end      Suite.Name OUTCOME       the test ended: "ok", "failed" or "skipped"
//   report   ID TYPE                  one TSan report starts; TYPE as TSan names it: "data-race"
//   access   ID THREAD KIND SIZE PCS  one memory access of it; KIND is "write", "read",
//                                     "atomic write" or "atomic read"; PCS "401000,401020"
//   stack    ID THREAD PCS            a further stack of report ID
//   object   ID TYPE NAME SIZE PCS    what the memory is: TYPE "global" (NAME set, mangled),
//                                     "heap" (PCS: where it was allocated), "stack", "tls", "fd"
//   thread   ID THREAD NAME PCS       where thread THREAD of report ID was created
//   mutex    ID MUTEX PCS             a mutex of report ID
//   where    PID TID PCS              answer to SIGUSR2: where this thread is now; also written
//                                     just before a thread dies of SIGSEGV, SIGABRT and the like
//   done     PASSED FAILED REPORTS    last line, after the last test; REPORTS counts TSan's reports
//                                     in the first process
//
// Environment that the harness obeys: RACELAB_RECORD_FD (a descriptor number), RACELAB_NONCE
// (removed from the environment before the first line of main), RACELAB_SEED (64-bit decimal, for
// the kit's random sizes and for delays), RACELAB_PERTURB (comma-separated words of kPerturb*).
#ifndef RACELAB_CHECKER_HARNESS_RECORD_H_
#define RACELAB_CHECKER_HARNESS_RECORD_H_

namespace racelab {

inline constexpr int kMaxRecordLine = 4096;  // PIPE_BUF

inline constexpr char kPerturbDelayWait[] = "delay-wait";  // 1 ms before a condition-variable wait
inline constexpr char kPerturbDelayUnlock[] =
    "delay-unlock";  // a pause between unlock and what follows
inline constexpr char kPerturbDelayStart[] = "delay-start";  // threads start late, in random order
inline constexpr char kPerturbDelayAccess[] =
    "delay-access";  // tsan variant: a pause between reading memory and writing it
inline constexpr char kPerturbNoSleep[] = "no-sleep";  // sleeps return at once
inline constexpr char kPerturbLongTimeouts[] =
    "long-timeouts";                                   // timed waits last 100 times longer
inline constexpr char kPerturbOneCpu[] = "one-cpu";    // pin the process to one CPU
inline constexpr char kPerturbNoLocks[] = "no-locks";  // negative control: locks do nothing

}  // namespace racelab

#endif  // RACELAB_CHECKER_HARNESS_RECORD_H_
