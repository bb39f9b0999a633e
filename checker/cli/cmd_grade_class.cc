// racelab grade-class: all submissions of a class, resumable, into a gradebook.
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "checker/base/files.h"
#include "checker/base/interrupt.h"
#include "checker/base/network_file_system.h"
#include "checker/base/text.h"
#include "checker/classroom/grade_on_slurm.h"
#include "checker/classroom/gradebook.h"
#include "checker/cli/class_task.h"
#include "checker/cli/command.h"
#include "checker/cli/console.h"
#include "checker/cli/progress.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

// "about 12 minutes left"; "" before it can be known.
std::string Left(absl::Time start, size_t done, size_t all) {
  const absl::Duration so_far = absl::Now() - start;
  if (done == 0 || so_far < absl::Seconds(2)) return "";
  const double minutes = absl::ToDoubleMinutes(so_far) * (all - done) / done;
  return minutes < 1 ? ", less than a minute left"
                     : absl::StrFormat(", about %.0f minutes left", minutes);
}

std::string LabSummary(const std::vector<ClassRow>& rows, const Lab& lab) {
  int handed_in = 0, passed = 0;
  for (const ClassRow& row : rows) {
    for (const GradedLab& graded : row.labs) {
      if (graded.report.lab != lab.id || graded.state != LabWork::State::kHandedIn) continue;
      ++handed_in;
      passed += ReportVerdict(graded.report) == Verdict::kPass;
    }
  }
  const auto [kind, count] = MostCommonFinding(rows, lab.id);
  std::string line =
      absl::StrFormat("  %-30s  %3d handed in, %3d passed", lab.id, handed_in, passed);
  if (count > 0) absl::StrAppend(&line, "; most often: ", kind, " (", count, ")");
  return absl::StrCat(line, "\n");
}

std::string Summary(const ClassResult& result, const std::vector<Lab>& labs) {
  int problems = 0, graded = 0, kept = 0;
  std::string text;
  for (const ClassRow& row : result.rows) {
    graded += row.graded;
    kept += static_cast<int>(row.labs.size()) - row.graded;
    if (row.problem.empty()) continue;
    ++problems;
    absl::StrAppend(&text, "  ", row.student, ": ", row.problem, "\n");
  }
  if (problems > 0) text = absl::StrCat("not graded:\n", text);
  for (const Lab& lab : labs) absl::StrAppend(&text, LabSummary(result.rows, lab));
  return CleanText(absl::StrCat(result.rows.size(), " students, ", graded, " labs graded, ", kept,
                                " kept from before\n", text));
}

// The files that somebody reads: only the whole class has them, not a shard.
absl::Status WriteBooks(Gradebook& book, const fs::path& out, const ClassResult& result,
                        const std::vector<Lab>& labs) {
  absl::Status saved = book.Save(result.rows);  // also what could not be saved on the way
  if (!saved.ok()) return saved;
  return WriteFile(out / "grades.csv", FormatCsv(result.rows, labs));
}

class ClassCommand {
 public:
  ClassCommand(const Options& options, fs::path root, std::vector<Lab> labs, Compiler compiler)
      : options_(options),
        root_(std::move(root)),
        labs_(std::move(labs)),
        compiler_(std::move(compiler)),
        sandbox_(ProbeSandbox()) {}

  int Run() {
    const absl::Status isolated = RequireLayers(sandbox_.layers, options_.required_layers);
    if (!isolated.ok()) return Fail(isolated);
    absl::StatusOr<std::vector<Student>> students = ReadRoster(options_.paths[0]);
    if (!students.ok()) return Fail(students.status());
    const bool shard = options_.shards > 0;
    if (shard) students = Shard(*students, options_.shard, options_.shards);
    std::error_code error;
    fs::create_directories(options_.out, error);
    if (error) {
      return Fail(absl::UnavailableError(
          absl::StrCat(options_.out, ": cannot be made: ", error.message())));
    }
    absl::StatusOr<Gradebook> book = absl::CancelledError();
    if (!shard) {
      book = OpenBook(students->size());
      if (!book.ok()) return Fail(book.status());
    }
    const absl::StatusOr<ClassResult> result = Grade(*students, shard ? nullptr : &*book);
    if (!shard) (void)book->End(absl::Now());
    if (!result.ok()) return Fail(result.status());
    Print(Summary(*result, labs_));
    if (!result->complete) {
      Complain(result->problem.empty() ? "interrupted; the same command goes on from here"
                                       : result->problem);
      return kExitInconclusive;
    }
    if (!shard) {
      if (absl::Status books = WriteBooks(*book, options_.out, *result, labs_); !books.ok()) {
        return Fail(books);
      }
      Print(absl::StrCat("written: ", (fs::path(options_.out) / "grades.csv").string(), ", ",
                         (fs::path(options_.out) / "gradebook.db").string(), "\n"));
    }
    return Code(*result);
  }

 private:
  // Before grading, so that a gradebook that cannot be used is said at once.
  absl::StatusOr<Gradebook> OpenBook(size_t students) const {
    const std::string network = NetworkFileSystem(options_.out);
    if (!network.empty()) {
      Complain(absl::StrCat("warning: ", options_.out, " lies on ", network,
                            ", where the gradebook may be damaged when two machines use it; "
                            "better take a local disk for --out"));
    }
    absl::StatusOr<Gradebook> book = Gradebook::Open(fs::path(options_.out) / "gradebook.db");
    if (!book.ok()) return book;
    if (absl::Status begun = book->Begin(students, absl::Now()); !begun.ok()) return begun;
    return book;
  }

  // `book` may be null. What it cannot take on the way, it is given again at the end.
  absl::StatusOr<ClassResult> Grade(const std::vector<Student>& students, Gradebook* book) {
    Progress progress(STDERR_FILENO, {});
    const absl::Time start = absl::Now();
    const ClassRequest request{.each = {.root = root_,
                                        .labs = &labs_,
                                        .compiler = &compiler_,
                                        .sandbox = &sandbox_,
                                        .seed = options_.seed,
                                        .quick = options_.quick,
                                        .deadline = options_.deadline},
                               .out = options_.out,
                               .jobs = options_.jobs,
                               .progress =
                                   [&](size_t done, size_t all, const std::string& student) {
                                     progress.Update(
                                         absl::StrCat(done, " of ", all, " students"),
                                         absl::StrCat(CleanText(student), Left(start, done, all)));
                                     if (book != nullptr) (void)book->Done(done);
                                   },
                               .on_row =
                                   [&](const ClassRow& row) {
                                     if (book != nullptr) (void)book->Save({row});
                                   }};
    if (options_.engine == "local") return GradeClass(request, students);
    return GradeOnSlurm(request, students, SlurmRequestOf(options_));
  }

  // A class that was graded is no failure, whatever the grades are.
  static int Code(const ClassResult& result) {
    for (const ClassRow& row : result.rows) {
      for (const GradedLab& lab : row.labs) {
        if (ReportVerdict(lab.report) == Verdict::kInconclusive) return kExitInconclusive;
      }
    }
    return kExitPassed;
  }

  const Options& options_;
  const fs::path root_;
  const std::vector<Lab> labs_;
  const Compiler compiler_;
  const Sandbox sandbox_;
};

}  // namespace

int RunGradeClass(const Options& options) {
  absl::StatusOr<fs::path> root = FindRoot();
  if (!root.ok()) return Fail(root.status());
  absl::StatusOr<std::vector<Lab>> labs = FindLabs(*root, options.labs);
  if (!labs.ok()) return Fail(labs.status());
  absl::StatusOr<Compiler> compiler = PickCompiler(options.compiler);
  if (!compiler.ok()) return FailWithoutCompiler(compiler.status(), options.compiler);
  return ClassCommand(options, *std::move(root), *std::move(labs), *std::move(compiler)).Run();
}

}  // namespace racelab
