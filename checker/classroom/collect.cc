// Questions to the gradebook, and the answers as plain data.
#include "checker/classroom/collect.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "checker/base/text.h"
#include "checker/classroom/winnowing.h"
#include "checker/report/report_format.h"

namespace racelab {
namespace {

using Row = Database::Row;

constexpr size_t kMostKinds = 3;  // of findings, for each lab
constexpr size_t kMostRuns = 50;
constexpr size_t kMostPairs = 50;

const std::string& Text(const Database::Value& value) { return std::get<std::string>(value); }
int Number(const Database::Value& value) { return static_cast<int>(std::get<int64_t>(value)); }

class Collector {
 public:
  Collector(Database& database, const std::vector<Lab>& labs) : database_(database), labs_(labs) {}

  absl::StatusOr<Dashboard> Run(absl::Time since, absl::Time now) {
    page_.since = since;
    page_.now = now;
    absl::Status status = database_.Run("BEGIN");  // one moment of a gradebook that grows
    for (const auto part :
         {&Collector::Grading, &Collector::Labs, &Collector::Students, &Collector::Results,
          &Collector::Findings, &Collector::Runs, &Collector::Pairs}) {
      if (status.ok()) status = (this->*part)();
    }
    (void)database_.Run("COMMIT");
    if (!status.ok()) return status;
    return std::move(page_);
  }

 private:
  absl::Status Ask(const std::string& sql, const std::function<void(const Row&)>& on_row,
                   const Row& values = {}) {
    return database_.Run(sql, values, on_row);
  }

  absl::Status Grading() {
    return Ask("SELECT students, done, ended_at, (SELECT MAX(graded_at) FROM results) FROM grading",
               [&](const Row& row) {
                 page_.students = Number(row[0]);
                 page_.done = Number(row[1]);
                 page_.grading = Number(row[2]) == 0;
                 const auto* last = std::get_if<int64_t>(&row[3]);
                 if (last != nullptr) page_.last = absl::FromUnixSeconds(*last);
               });
  }

  absl::Status Labs() {
    return Ask(
        "SELECT lab, MAX(max_points), SUM(state = 'handed in'),"
        " SUM(state = 'handed in' AND verdict = 'pass') FROM results GROUP BY lab ORDER BY lab",
        [&](const Row& row) {
          const std::string& id = Text(row[0]);
          const Lab* lab = Known(id);
          place_[id] = page_.labs.size();
          page_.labs.push_back({.id = id,
                                .title = lab == nullptr ? id : lab->manifest.title,
                                .max_points = Number(row[1]),
                                .handed_in = Number(row[2]),
                                .passed = Number(row[3])});
        });
  }

  absl::Status Students() {
    return Ask("SELECT student, problem FROM students ORDER BY student", [&](const Row& row) {
      row_[Text(row[0])] = page_.rows.size();
      page_.rows.push_back({.name = Text(row[0]),
                            .problem = Text(row[1]),
                            .cells = std::vector<DashboardCell>(page_.labs.size())});
    });
  }

  absl::Status Results() {
    return Ask("SELECT student, lab, state, verdict, points, max_points, days_late FROM results",
               [&](const Row& row) {
                 const auto student = row_.find(Text(row[0]));
                 if (student == row_.end()) return;
                 page_.rows[student->second].cells[place_.at(Text(row[1]))] = {
                     Text(row[2]), Text(row[3]), Number(row[4]), Number(row[5]), Number(row[6])};
               });
  }

  absl::Status Findings() {
    absl::Status status = Ask(
        "SELECT lab, finding, COUNT(*) AS students FROM results WHERE state = 'handed in' AND"
        " verdict = 'fail' AND graded_at >= ? GROUP BY lab, finding ORDER BY lab, students DESC,"
        " finding",
        [&](const Row& row) {
          std::vector<DashboardFinding>& findings = page_.labs[place_.at(Text(row[0]))].findings;
          if (findings.size() == kMostKinds) return;
          findings.push_back({.kind = Text(row[1]), .students = Number(row[2])});
        },
        {absl::ToUnixSeconds(page_.since)});
    for (DashboardLab& lab : page_.labs) {
      for (DashboardFinding& finding : lab.findings) {
        if (status.ok()) status = Example(lab, finding);
      }
    }
    return status;
  }

  // With the fewest steps, if any has steps.
  absl::Status Example(const DashboardLab& lab, DashboardFinding& finding) {
    return Ask(
        "SELECT student, check_kind, json FROM findings JOIN results USING (student, lab)"
        " WHERE lab = ? AND kind = ? AND finding = kind AND verdict = 'fail' AND graded_at >= ?"
        " ORDER BY steps = 0, steps, student, number LIMIT 1",
        [&](const Row& row) {
          finding.student = Text(row[0]);
          finding.check_kind = Text(row[1]);
          finding.example = ParseFinding(Text(row[2])).value_or(Finding{.kind = finding.kind});
        },
        {lab.id, finding.kind, absl::ToUnixSeconds(page_.since)});
  }

  absl::Status Runs() {
    std::map<std::string, std::vector<double>> seconds;
    std::vector<DashboardRun> runs;
    absl::Status status =
        Ask("SELECT student, lab, verdict, seconds, message FROM results WHERE state = 'handed in'"
            " ORDER BY lab, student",
            [&](const Row& row) {
              runs.push_back({Text(row[0]), Text(row[1]), Text(row[2]), std::get<double>(row[3]), 0,
                              Text(row[2]) == "inconclusive" ? Text(row[4]) : ""});
              if (runs.back().seconds > 0) seconds[Text(row[1])].push_back(runs.back().seconds);
            });
    for (DashboardRun& run : runs) {
      std::vector<double>& all = seconds[run.lab];
      if (!all.empty()) {
        std::nth_element(all.begin(), all.begin() + all.size() / 2, all.end());
        run.usual = all[all.size() / 2];
      }
      const bool slow = run.seconds >= kSlowSeconds && run.seconds >= kSlowTimes * run.usual;
      if (slow || run.verdict == "inconclusive") page_.runs.push_back(std::move(run));
    }
    std::ranges::stable_sort(page_.runs, [](const DashboardRun& a, const DashboardRun& b) {
      return std::make_pair(a.verdict != "inconclusive", -a.seconds) <
             std::make_pair(b.verdict != "inconclusive", -b.seconds);
    });
    if (page_.runs.size() > kMostRuns) page_.runs.resize(kMostRuns);
    return status;
  }

  absl::Status Pairs() {
    absl::Status status;
    for (const DashboardLab& lab : page_.labs) {
      const Lab* known = Known(lab.id);
      if (status.ok() && known != nullptr) status = PairsOf(*known);
    }
    std::ranges::stable_sort(page_.pairs, std::greater<>(), &DashboardPair::share);
    if (page_.pairs.size() > kMostPairs) page_.pairs.resize(kMostPairs);
    return status;
  }

  absl::Status PairsOf(const Lab& lab) {
    std::vector<std::string> names;
    std::vector<Sources> texts;
    absl::Status status =
        Ask("SELECT student, file, text FROM files WHERE lab = ? ORDER BY student, file",
            [&](const Row& row) {
              if (names.empty() || names.back() != Text(row[0])) {
                names.push_back(Text(row[0]));
                texts.emplace_back();
              }
              texts.back().push_back({Text(row[1]), Text(row[2])});
            },
            {lab.id});
    if (!status.ok()) return status;
    for (const SimilarPair& pair : FindSimilar(texts, GivenSources(lab.folder), {})) {
      DashboardPair shown{lab.id, names[pair.a], names[pair.b], pair.share, {}, {}};
      for (const AlikeLines& lines : pair.places) {
        shown.lines_a.push_back(absl::StrCat(lines.file_a, ":", lines.first_a, "-", lines.last_a));
        shown.lines_b.push_back(absl::StrCat(lines.file_b, ":", lines.first_b, "-", lines.last_b));
      }
      page_.pairs.push_back(std::move(shown));
    }
    return absl::OkStatus();
  }

  const Lab* Known(const std::string& id) const {
    const auto lab = std::ranges::find(labs_, id, &Lab::id);
    return lab == labs_.end() ? nullptr : &*lab;
  }

  Database& database_;
  const std::vector<Lab>& labs_;
  Dashboard page_;
  std::map<std::string, size_t> place_;  // of a lab among page_.labs
  std::map<std::string, size_t> row_;    // of a student among page_.rows
};

}  // namespace

absl::StatusOr<Dashboard> Collect(Gradebook& book, const std::vector<Lab>& labs, absl::Time since,
                                  absl::Time now) {
  return Collector(book.database(), labs).Run(since, now);
}

absl::StatusOr<std::string> VersionOf(Gradebook& book) {
  std::string version;
  absl::Status status = book.database().Run(
      "SELECT begun_at, ended_at, done, (SELECT COUNT(*) FROM results),"
      " (SELECT COALESCE(SUM(graded_at + points), 0) FROM results) FROM grading",
      {}, [&](const Row& row) {
        version = absl::StrJoin(row, "-", [](std::string* text, const Database::Value& value) {
          absl::StrAppend(text, std::get<int64_t>(value));
        });
      });
  if (!status.ok()) return status;
  return version;
}

}  // namespace racelab
