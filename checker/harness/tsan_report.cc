// Writes ThreadSanitizer's reports as record lines and fixes its options against the student's.
#include "checker/harness/tsan_report.h"

#include "checker/harness/record_writer.h"

#if RACELAB_TSAN
#include <fcntl.h>
#include <pthread.h>
#include <sanitizer/common_interface_defs.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

#include "checker/harness/symbols.h"

// TSan's interface for debuggers, as tsan_interface.h of LLVM's runtime declares it; no header that
// is installed does. `size` counts, `index` picks one, a trace ends with a null.
extern "C" {
int __tsan_get_report_data(void* report, const char** type, int* count, int* stacks, int* accesses,
                           int* objects, int* mutexes, int* threads, int* unique_threads,
                           void** sleep_trace, uintptr_t trace_size);
int __tsan_get_report_stack(void* report, uintptr_t index, void** trace, uintptr_t trace_size);
int __tsan_get_report_mop(void* report, uintptr_t index, int* thread, void** address, int* size,
                          int* write, int* atomic, void** trace, uintptr_t trace_size);
int __tsan_get_report_loc(void* report, uintptr_t index, const char** type, void** address,
                          uintptr_t* start, uintptr_t* size, int* thread, int* descriptor,
                          int* suppressable, void** trace, uintptr_t trace_size);
int __tsan_get_report_mutex(void* report, uintptr_t index, uintptr_t* mutex, void** address,
                            int* destroyed, void** trace, uintptr_t trace_size);
int __tsan_get_report_thread(void* report, uintptr_t index, int* thread, unsigned long* system_id,
                             int* running, const char** name, int* parent, void** trace,
                             uintptr_t trace_size);
}

namespace racelab {
namespace {

constexpr int kTrace = 64;  // frames per stack

std::atomic<long> reports = 0;

int silence = -1;  // /dev/null: reports go to the record, so their text goes nowhere

struct Counts {
  int stacks = 0, accesses = 0, objects = 0, mutexes = 0, threads = 0;
};

// A function each for the kinds of lines; all run with TSan's locks held.

RACELAB_UNINSTRUMENTED void WriteAccesses(void* report, long id, int count) {
  for (int i = 0; i < count; ++i) {
    int thread = 0, size = 0, write = 0, atomic = 0;
    void* address = nullptr;
    void* trace[kTrace] = {};
    __tsan_get_report_mop(report, i, &thread, &address, &size, &write, &atomic, trace, kTrace);
    const char* kind = atomic ? (write ? "atomic write" : "atomic read") : write ? "write" : "read";
    RecordLine line("access");
    line.Number(id).Number(thread).Text(kind).Number(size).Counters(trace, kTrace).Write();
  }
}

RACELAB_UNINSTRUMENTED void WriteStacks(void* report, long id, int count) {
  for (int i = 0; i < count; ++i) {
    void* trace[kTrace] = {};
    __tsan_get_report_stack(report, i, trace, kTrace);
    RecordLine("stack").Number(id).Number(0).Counters(trace, kTrace).Write();
  }
}

// With symbolize=0 TSan knows heap, stack and the like, but not the names of global variables
// (older versions give an empty object, newer ones none). So the first access is looked up.
RACELAB_UNINSTRUMENTED void WriteGlobal(void* report, long id) {
  int thread = 0, size = 0, write = 0, atomic = 0;
  void* address = nullptr;
  void* trace[kTrace] = {};
  __tsan_get_report_mop(report, 0, &thread, &address, &size, &write, &atomic, trace, kTrace);
  const Symbol symbol = FindVariable(address);
  if (symbol.size == 0) return;
  RecordLine line("object");
  line.Number(id).Text("global").Text(symbol.name).Number(static_cast<long>(symbol.size));
  line.Counters(nullptr, 0).Write();
}

RACELAB_UNINSTRUMENTED void WriteObjects(void* report, long id, int count) {
  for (int i = 0; i < count; ++i) {
    const char* type = nullptr;
    void* address = nullptr;
    uintptr_t start = 0, size = 0;
    int thread = 0, descriptor = 0, suppressable = 0;
    void* trace[kTrace] = {};
    __tsan_get_report_loc(report, i, &type, &address, &start, &size, &thread, &descriptor,
                          &suppressable, trace, kTrace);
    if (type != nullptr && type[0] == 'g') continue;  // "global": see WriteGlobal
    RecordLine line("object");
    line.Number(id).Text(type).Text("").Number(static_cast<long>(size));
    line.Counters(trace, kTrace).Write();
  }
}

RACELAB_UNINSTRUMENTED void WriteThreads(void* report, long id, int count) {
  for (int i = 0; i < count; ++i) {
    int thread = 0, running = 0, parent = 0;
    unsigned long system_id = 0;
    const char* name = nullptr;
    void* trace[kTrace] = {};
    __tsan_get_report_thread(report, i, &thread, &system_id, &running, &name, &parent, trace,
                             kTrace);
    RecordLine line("thread");
    line.Number(id).Number(thread).Text(name).Counters(trace, kTrace).Write();
  }
}

RACELAB_UNINSTRUMENTED void WriteMutexes(void* report, long id, int count) {
  for (int i = 0; i < count; ++i) {
    uintptr_t mutex = 0;
    void* address = nullptr;
    int destroyed = 0;
    void* trace[kTrace] = {};
    __tsan_get_report_mutex(report, i, &mutex, &address, &destroyed, trace, kTrace);
    RecordLine("mutex").Number(id).Number(static_cast<long>(mutex)).Counters(trace, kTrace).Write();
  }
}

// A child process has no descriptor of its own for reports: without this TSan would open a file.
void Silence() {
  // The interface takes the number as a pointer.
  __sanitizer_set_report_fd(reinterpret_cast<void*>(static_cast<intptr_t>(silence)));
}

}  // namespace

void StartTsanReports() {
  if (!RecordIsOpen()) return;  // by hand, the text is what one wants to see
  const int low = open("/dev/null", O_WRONLY | O_CLOEXEC);
  silence = fcntl(low, F_DUPFD_CLOEXEC, 50);  // low numbers are the student's
  close(low);
  LoadSymbols();
  Silence();
  pthread_atfork(nullptr, nullptr, Silence);
}

long TsanReports() { return reports.load(std::memory_order_relaxed); }

}  // namespace racelab

extern "C" {

// Called by TSan once per report. TSan calls it for one report at a time, so a plain counter does.
RACELAB_UNINSTRUMENTED __attribute__((visibility("default"))) void __tsan_on_report(void* report) {
  if (!racelab::RecordIsOpen()) return;
  const long id = racelab::reports.fetch_add(1, std::memory_order_relaxed) + 1;
  racelab::Counts counts;
  const char* type = nullptr;
  int count = 0, unique_threads = 0;
  void* sleep_trace[racelab::kTrace] = {};
  __tsan_get_report_data(report, &type, &count, &counts.stacks, &counts.accesses, &counts.objects,
                         &counts.mutexes, &counts.threads, &unique_threads, sleep_trace,
                         racelab::kTrace);
  racelab::RecordLine("report").Number(id).Text(type).Write();
  racelab::WriteAccesses(report, id, counts.accesses);
  racelab::WriteStacks(report, id, counts.stacks);
  racelab::WriteObjects(report, id, counts.objects);
  if (counts.accesses > 0) racelab::WriteGlobal(report, id);
  racelab::WriteThreads(report, id, counts.threads);
  racelab::WriteMutexes(report, id, counts.mutexes);
}

// Strong on purpose: a submission that defines one of these itself does not link.
//
// report_thread_leaks=0: in a forked child the parent's threads are no leak; hygiene looks for
// them. symbolize=0: the checker names functions and lines afterwards. handle_*=0: stacks.cc does
// that.
RACELAB_UNINSTRUMENTED __attribute__((visibility("default"))) const char* __tsan_default_options() {
  return "halt_on_error=0:exitcode=66:report_signal_unsafe=1:second_deadlock_stack=1:"
         "history_size=7:atexit_sleep_ms=0:detect_deadlocks=0:symbolize=0:print_summary=0:"
         "die_after_fork=0:report_thread_leaks=0:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:"
         "handle_sigill=0:handle_abort=0";
}

RACELAB_UNINSTRUMENTED __attribute__((visibility("default"))) const char*
__tsan_default_suppressions() {
  return "";
}

}  // extern "C"

#else

namespace racelab {

void StartTsanReports() {}
long TsanReports() { return 0; }

}  // namespace racelab

#endif  // RACELAB_TSAN
