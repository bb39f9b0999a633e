// Grades the answer bank and compares each verdict with its claim.
#include "checker/check/verify.h"

#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "checker/base/parallel.h"
#include "checker/check/verify_job.h"

namespace racelab {
namespace {

// Lets several threads do the jobs, and tells about each row in the order of the plan.
class Verifier {
 public:
  Verifier(const VerifyRequest& request, const std::vector<VerifyJob>& jobs)
      : request_(request), jobs_(jobs), rows_(jobs.size()) {}

  absl::StatusOr<std::vector<VerifyRow>> Run() {
    ForEachInParallel(jobs_.size(), request_.jobs, [this](size_t job) { Work(job); });
    absl::MutexLock lock(&mutex_);
    if (!status_.ok()) return status_;
    std::vector<VerifyRow> rows;
    for (std::optional<VerifyRow>& row : rows_) rows.push_back(*std::move(row));
    return rows;
  }

 private:
  void Work(size_t job) {
    if (Begin(jobs_[job])) Done(job, GradeJob(request_, jobs_[job]));
  }

  // False after our own failure: the rest is not graded.
  bool Begin(const VerifyJob& job) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    if (!status_.ok()) return false;
    if (request_.progress) {
      request_.progress(absl::StrCat(job.lab->id, " ", job.Name(), ", ", job.compiler->Name()));
    }
    return true;
  }

  void Done(size_t job, absl::StatusOr<VerifyRow> row) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    if (!row.ok()) {
      status_.Update(row.status());
      return;
    }
    rows_[job] = *std::move(row);
    for (; told_ < rows_.size() && rows_[told_]; ++told_) {
      if (request_.on_row) request_.on_row(*rows_[told_]);
    }
  }

  const VerifyRequest& request_;
  const std::vector<VerifyJob>& jobs_;
  absl::Mutex mutex_;
  size_t told_ ABSL_GUARDED_BY(mutex_) = 0;  // not yet told
  std::vector<std::optional<VerifyRow>> rows_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

absl::StatusOr<std::vector<VerifyRow>> Verify(const VerifyRequest& request) {
  const absl::StatusOr<std::vector<VerifyJob>> jobs = PlanVerify(request);
  if (!jobs.ok()) return jobs.status();
  return Verifier(request, *jobs).Run();
}

VerifyRates Rates(const std::vector<VerifyRow>& rows) {
  VerifyRates rates;
  int right = 0, right_ok = 0, wrong = 0, wrong_ok = 0;
  for (const VerifyRow& row : rows) {
    if (row.needs_explorer) {
      ++rates.needs_explorer;
    } else if (row.should_pass) {
      ++right, right_ok += row.ok;
    } else {
      ++wrong, wrong_ok += row.ok;
    }
  }
  if (right > 0) rates.right_answers_pass = 100.0 * right_ok / right;
  if (wrong > 0) rates.wrong_answers_fail = 100.0 * wrong_ok / wrong;
  return rates;
}

}  // namespace racelab
