// ThreadSanitizer's reports as lines of the record; nothing in the plain variant.
//
// **Thread safety**: call StartTsanReports once, before the first thread.
#ifndef RACELAB_CHECKER_HARNESS_TSAN_REPORT_H_
#define RACELAB_CHECKER_HARNESS_TSAN_REPORT_H_

namespace racelab {

// Silences TSan's own text and gets ready to name global variables.
void StartTsanReports();

// How many reports there were so far in this process.
long TsanReports();

}  // namespace racelab

#endif  // RACELAB_CHECKER_HARNESS_TSAN_REPORT_H_
