// Sample class: as many made-up students with results for six labs as a test wants.
#ifndef RACELAB_TESTS_SUPPORT_SAMPLE_CLASS_H_
#define RACELAB_TESTS_SUPPORT_SAMPLE_CLASS_H_

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "checker/base/files.h"
#include "checker/classroom/grade_class.h"
#include "tests/support/disguise.h"
#include "tests/support/sample_interleavings.h"
#include "tests/support/sample_reports.h"

namespace racelab {

inline constexpr const char* kSampleLabs[] = {"01_lost_update",       "03_check_then_act",
                                              "05_transfer_deadlock", "06_bounded_queue",
                                              "07_stop_and_join",     "14_phases"};

// The first ones have names that would do harm in a page that does not watch out.
inline std::string SampleName(int number) {
  static const char* const kHostile[] = {
      "<script>document.title = 'taken'</script>", "\"><img src=x onerror=alert(1)>",
      "'; DROP TABLE students; --", "=cmd|' /C calc'!A0", "\xff\xfe \x1b[31mred"};
  return number < 5 ? kHostile[number] : absl::StrFormat("student%03d", number);
}

// Right of number 7, and a disguised copy of it of number 8; all others write what nobody else
// does.
inline std::string SampleText(int number) {
  if (number == 7 || number == 8) {
    const std::string text =
        ReadFile(std::filesystem::path(RACELAB_SOURCE_DIR) /
                 "solutions/05_transfer_deadlock/accepted/try_and_back_off/ledger.cc")
            .value();
    return number == 7 ? text : Disguise(text);
  }
  std::mt19937 random(static_cast<unsigned>(number));
  std::string text = absl::StrCat("// of ", number, "\n");
  static const char* const kTokens[] = {"if",  "while", "(", ")", "{", "}",  "+",   "a",
                                        "int", "for",   ";", "=", "<", "->", "new", "return"};
  for (int i = 1; i <= 300; ++i) {
    absl::StrAppend(&text, kTokens[random() % 16], i % 10 == 0 ? "\n" : " ");
  }
  return text;
}

inline Report SampleReport(int number, int lab) {
  const Finding findings[] = {RaceWithSteps(), AssertionWithSteps(), DeadlockWithSteps(),
                              LostWakeupWithSteps()};
  const int luck = (number * 7 + lab * 3) % 10;
  Report report = luck < 6    ? PassingReport()
                  : luck == 9 ? InconclusiveReport()
                              : ExploredReport(findings[(number + lab) % 4]);
  report.lab = kSampleLabs[lab];
  for (CheckResult& check : report.checks) check.seconds = number % 50 == 11 ? 40 : 1 + luck;
  return report;
}

// Student `number`, from 0, graded at `when`. Every ninth has an archive that cannot be read.
inline ClassRow SampleRow(int number, absl::Time when) {
  ClassRow row{.student = SampleName(number)};
  if (number % 9 == 8 && number > 8) {
    row.problem = "x.zip cannot be read as an archive (<b>Truncated</b>); send a .zip or a .tar.gz";
    return row;
  }
  for (int lab = 0; lab < 6; ++lab) {
    GradedLab graded{.report = SampleReport(number, lab), .when = when};
    graded.state = (number + lab) % 13 == 12 ? LabWork::State::kMissing : LabWork::State::kHandedIn;
    graded.points = Score(graded.report);
    graded.days_late = number % 17 == 3 ? 2 : 0;
    if (lab == 2) graded.handed_in = {{"ledger.cc", SampleText(number)}};
    if (graded.state == LabWork::State::kMissing) graded.points = 0;
    row.labs.push_back(graded);
  }
  return row;
}

}  // namespace racelab

#endif  // RACELAB_TESTS_SUPPORT_SAMPLE_CLASS_H_
