// Submits what is missing, waits for it, reads it.
#include "checker/classroom/grade_on_slurm.h"

#include <poll.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "checker/base/files.h"
#include "checker/base/interrupt.h"
#include "checker/base/network_file_system.h"
#include "checker/base/parallel.h"
#include "checker/base/text.h"
#include "checker/classroom/result_store.h"
#include "checker/classroom/slurm_array.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

constexpr int kMostParts = 1000;  // Slurm's MaxArraySize is 1001 by default
constexpr int kSecondsOfTask = 30;
constexpr int kSecondsOfLab = 5;  // a cheap one
constexpr int kLookMilliseconds = 1'000;
constexpr absl::Duration kAskSlurm = absl::Seconds(5);
// So long a network file system may hide a file that another machine made (acdirmax of nfs(5)).
constexpr absl::Duration kHidden = absl::Seconds(60);

// For the shell.
std::string Quoted(const std::string& word) {
  return absl::StrCat("'", absl::StrReplaceAll(word, {{"'", "'\\''"}}), "'");
}

std::string Script(const ClassRequest& request, const SlurmRequest& slurm, int parts) {
  std::string script = "#!/bin/sh\n";
  absl::StrAppend(&script, "export RACELAB_ROOT=", Quoted(request.each.root), "\nexec");
  for (const std::string& word : slurm.command) absl::StrAppend(&script, " ", Quoted(word));
  return absl::StrCat(script, " \"$SLURM_ARRAY_TASK_ID/", parts, "\"\n");
}

// The last words of a log; "" when there are none.
std::string LastLine(const fs::path& log) {
  const absl::StatusOr<std::string> text = ReadFile(log);
  if (!text.ok()) return "";
  const std::string clean = CleanText(std::string(absl::StripAsciiWhitespace(*text)));
  return clean.substr(clean.rfind('\n') + 1);
}

class SlurmGrading {
 public:
  SlurmGrading(const ClassRequest& request, const std::vector<Student>& students,
               const SlurmRequest& slurm)
      : request_(request),
        students_(students),
        slurm_(slurm),
        parts_(PartsOf(students.size(), request.each.labs->size(), slurm.chunk)) {}

  absl::StatusOr<ClassResult> Run() {
    absl::StatusOr<ClassResult> before = Stored(nullptr);
    if (!before.ok() || !before->complete) return before;
    for (size_t i = 0; i < students_.size(); ++i) {
      missing_.push_back(std::move(before->rows[i].missing));
      if (!missing_[i].empty()) tasks_.insert(PartOf(i));
    }
    const std::vector<std::vector<WantedResult>> wanted = missing_;
    if (!tasks_.empty()) {
      if (absl::Status graded = GradeMissing(); !graded.ok()) return graded;
    }
    absl::StatusOr<ClassResult> result = Stored(request_.on_row);
    if (!result.ok()) return result;
    for (size_t i = 0; i < students_.size(); ++i) {
      ClassRow& row = result->rows[i];
      row.graded =
          static_cast<int>(wanted[i].size() - std::min(wanted[i].size(), row.missing.size()));
    }
    if (!Interrupted()) Explain(*result);
    return result;
  }

 private:
  int PartOf(size_t student) const { return static_cast<int>(student % parts_) + 1; }

  absl::StatusOr<ClassResult> Stored(std::function<void(const ClassRow&)> on_row) const {
    ClassRequest stored = request_;
    stored.stored_only = true;
    stored.jobs = static_cast<int>(Processors());
    stored.progress = nullptr;
    stored.on_row = std::move(on_row);
    return GradeClass(stored, students_);
  }

  absl::Status GradeMissing() {
    std::error_code error;
    const fs::path out = fs::absolute(request_.out);
    SlurmArray array{.name = absl::StrCat("racelab-", Sha256(out.string()).substr(0, 12)),
                     .script = Script(request_, slurm_, parts_),
                     .tasks = tasks_,
                     .at_a_time = slurm_.tasks,
                     .logs = out / "slurm",
                     .options = {"--cpus-per-task=2", "--mem=2G"}};
    array.options.insert(array.options.end(), slurm_.options.begin(), slurm_.options.end());
    fs::create_directories(array.logs, error);
    if (absl::Status old = CancelJobs(array.name); !old.ok()) return old;
    absl::StatusOr<std::string> job = Submit(array);
    absl::Status status = job.status();
    if (job.ok()) status = Wait(job_ = *job);
    if (!Interrupted()) return status;
    if (absl::Status gone = CancelJobs(array.name); !gone.ok()) return gone;
    return absl::OkStatus();
  }

  // Until all results are there, the job has left the queue, or ctrl-C.
  absl::Status Wait(const std::string& job) {
    std::string words = "handed to Slurm";
    absl::Time ask = absl::Now() + kAskSlurm, end = absl::InfiniteFuture();
    const bool far = !NetworkFileSystem(request_.out).empty();
    for (pollfd interrupt = {InterruptDescriptor(), POLLIN, 0}; !Interrupted();) {
      const size_t done = Arrived();
      if (request_.progress) request_.progress(done, students_.size(), words);
      const absl::Time now = absl::Now();
      if (done == students_.size() || now >= end) break;
      if (now >= ask && end == absl::InfiniteFuture()) {
        ask = now + kAskSlurm;
        const absl::StatusOr<SlurmQueue> queue = AskQueue(job);
        words = queue.ok() ? Words(*queue) : std::string(queue.status().message());
        if (absl::IsFailedPrecondition(queue.status())) return queue.status();
        if (queue.ok() && queue->Over()) end = far ? now + kHidden : now;
      }
      poll(&interrupt, 1, kLookMilliseconds);
    }
    return absl::OkStatus();
  }

  static std::string Words(const SlurmQueue& queue) {
    const std::string reason = queue.reason.empty() ? "" : absl::StrCat(" (", queue.reason, ")");
    return absl::StrCat(queue.running, " tasks run, ", queue.waiting, " wait", reason);
  }

  // Strikes out what has come since the last call; how many students lack nothing.
  size_t Arrived() {
    size_t done = 0;
    for (size_t i = 0; i < students_.size(); ++i) {
      std::vector<WantedResult>& missing = missing_[i];
      while (!missing.empty() && IsStored(request_.out, students_[i].name, missing.back())) {
        missing.pop_back();
      }
      done += missing.empty();
    }
    return done;
  }

  // What no task left a result for. One that is inconclusive has a row.
  void Explain(ClassResult& result) const {
    int without = 0, part = 0;
    for (size_t i = 0; i < students_.size(); ++i) {
      const ClassRow& row = result.rows[i];
      if (!row.problem.empty() || row.labs.size() == request_.each.labs->size()) continue;
      if (++without == 1) part = PartOf(i);
    }
    if (without == 0) return;
    result.complete = false;
    const fs::path logs = request_.out / "slurm";
    const fs::path log = logs / absl::StrCat(job_, "_", part, ".log");
    const std::string words = LastLine(log);
    result.problem = absl::StrCat(
        without, " of ", students_.size(), " students have no result: a task of Slurm ended early",
        words.empty() ? "" : absl::StrCat(" (", words, ")"), "; its log is ", log.string(),
        "; the same command grades what is missing");
  }

  const ClassRequest& request_;
  const std::vector<Student>& students_;
  const SlurmRequest& slurm_;
  const int parts_;
  std::string job_;
  std::set<int> tasks_;                             // parts with something to grade
  std::vector<std::vector<WantedResult>> missing_;  // of each student
};

}  // namespace

int PartsOf(size_t students, size_t labs, int chunk) {
  const int seconds = kSecondsOfLab * std::max(1, static_cast<int>(labs));
  if (chunk == 0) chunk = (kSecondsOfTask + seconds - 1) / seconds;
  const int count = static_cast<int>(students);
  return std::min((count + chunk - 1) / chunk, kMostParts);
}

absl::StatusOr<ClassResult> GradeOnSlurm(const ClassRequest& request,
                                         const std::vector<Student>& students,
                                         const SlurmRequest& slurm) {
  return SlurmGrading(request, students, slurm).Run();
}

}  // namespace racelab
