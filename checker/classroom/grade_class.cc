// Hands students to several threads; each result is stored as soon as it is there.
#include "checker/classroom/grade_class.h"

#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/synchronization/mutex.h"
#include "checker/base/interrupt.h"
#include "checker/base/parallel.h"
#include "checker/base/text.h"
#include "checker/classroom/result_store.h"

namespace racelab {
namespace {

// Several threads grade; what they share is guarded.
class ClassGrading {
 public:
  ClassGrading(const ClassRequest& request, const std::vector<Student>& students,
               Fingerprints fingerprints)
      : request_(request), students_(students), fingerprints_(std::move(fingerprints)) {
    result_.rows.resize(students.size());
  }

  absl::StatusOr<ClassResult> Run() {
    ForEachInParallel(students_.size(), request_.jobs, [this](size_t i) {
      if (!Interrupted() && Sound()) Keep(i, Grade(students_[i]));
    });
    absl::MutexLock lock(&mutex_);
    if (!status_.ok()) return status_;
    result_.complete = !Interrupted();
    return std::move(result_);
  }

 private:
  bool Sound() ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    return status_.ok();
  }

  void Keep(size_t student, absl::StatusOr<ClassRow> row) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    if (!row.ok()) return status_.Update(row.status());
    result_.rows[student] = *std::move(row);
    if (request_.on_row) request_.on_row(result_.rows[student]);
    if (request_.progress) request_.progress(++done_, students_.size(), students_[student].name);
  }

  absl::StatusOr<ClassRow> Grade(const Student& student) {
    ClassRow row{.student = student.name, .problem = {}, .labs = {}};
    if (student.paths.size() > 1) {
      row.problem = "handed in several times: " +
                    absl::StrJoin(student.paths, ", ", [](std::string* text, const auto& path) {
                      text->append(CleanText(path.filename().string()));
                    });
      return row;
    }
    const absl::StatusOr<Submission> submission = OpenSubmission(student.paths[0]);
    if (absl::IsUnavailable(submission.status())) return submission.status();  // our disk
    if (!submission.ok()) {
      row.problem = std::string(submission.status().message());
      return row;
    }
    for (const LabWork& work : FindWork(submission->folder, *request_.each.labs)) {
      if (Interrupted()) break;
      absl::Status status = GradeOne(student, work, row);
      if (!status.ok()) return status;
    }
    return row;
  }

  absl::Status GradeOne(const Student& student, const LabWork& work, ClassRow& row) {
    const std::string key = KeyOf(request_.each, work, fingerprints_.at(work.lab->id));
    std::optional<StoredResult> stored = LoadResult(request_.out, student.name, work.lab->id);
    if (stored && stored->key != key) stored.reset();
    bool done = stored && IsFinal(stored->graded.report);
    if (!done && request_.stored_only) {
      row.missing.push_back({work.lab->id, key});
      if (!stored) return absl::OkStatus();
      done = true;  // inconclusive: better than nothing
    }
    absl::StatusOr<GradedLab> graded = done ? stored->graded : Attempt(work);
    if (!graded.ok()) return graded.status();
    if (Interrupted() && !graded->report.complete) return absl::OkStatus();  // the next call's
    row.graded += !done;
    ApplyDeadline(request_.each.deadline, work, *graded);
    graded->handed_in = SourcesOf(work);
    const bool same = done && graded->days_late == stored->graded.days_late &&
                      graded->points == stored->graded.points;
    row.labs.push_back(*graded);
    return same ? absl::OkStatus()
                : SaveResult(request_.out, student.name, {key, *std::move(graded)});
  }

  // Our own failures are often over a moment later.
  absl::StatusOr<GradedLab> Attempt(const LabWork& work) {
    absl::StatusOr<GradedLab> graded = GradeWork(request_.each, work);
    if ((graded.ok() && IsFinal(graded->report)) || Interrupted()) return graded;
    return GradeWork(request_.each, work);
  }

  const ClassRequest& request_;
  const std::vector<Student>& students_;
  const Fingerprints fingerprints_;
  absl::Mutex mutex_;
  ClassResult result_ ABSL_GUARDED_BY(mutex_);
  size_t done_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

absl::StatusOr<ClassResult> GradeClass(const ClassRequest& request,
                                       const std::vector<Student>& students) {
  absl::StatusOr<Fingerprints> fingerprints = FingerprintsOf(request.each.root, *request.each.labs);
  if (!fingerprints.ok()) return fingerprints.status();
  return ClassGrading(request, students, *std::move(fingerprints)).Run();
}

}  // namespace racelab
