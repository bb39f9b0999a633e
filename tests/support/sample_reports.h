// Sample reports: fixed Report values that report tests and golden tests share.
#ifndef RACELAB_TESTS_SUPPORT_SAMPLE_REPORTS_H_
#define RACELAB_TESTS_SUPPORT_SAMPLE_REPORTS_H_

#include "checker/result/report.h"

namespace racelab {

inline Finding RaceFinding() {
  return {"data-race",
          "Two threads use hits_ at the same time, and at least one of them writes.",
          {{"hits.cc", 12, "thread 1 writes"}, {"hits.cc", 17, "thread 2 reads"}},
          "WARNING: ThreadSanitizer: data race\n  Write of size 8 at 0x7b04 by thread T1",
          "./racelab check 1 --only tsan"};
}

inline Report EmptyReport() {
  Report report;
  report.lab = "01_lost_update";
  report.title = "Lost update";
  report.compiler = "clang 22.1.8";
  report.seed = 1;
  report.isolation = {"pid namespace", "own uid", "rlimits"};
  return report;
}

inline Report PassingReport() {
  Report report = EmptyReport();
  report.checks = {
      {"build", "build", Verdict::kPass, 1, 1, 0.91, "compiles without warnings", {}},
      {"tsan", "tsan", Verdict::kPass, 5, 5, 2.5, "20 runs under ThreadSanitizer, no report", {}},
      {"stress", "stress", Verdict::kPass, 4, 4, 1.25, "60 runs with delays, all right", {}}};
  return report;
}

// The race, a second finding of the same check, a wrong total, and a check that was not run.
inline Report FailingReport() {
  Report report = PassingReport();
  report.checks[1].verdict = Verdict::kFail;
  report.checks[1].points = 0;
  report.checks[1].summary = "data race in 3 of 20 runs under ThreadSanitizer";
  report.checks[1].findings = {RaceFinding(), RaceFinding()};
  report.checks[1].findings[1].locations = {{"hits.cc", 20, "main thread reads"}};
  report.checks[2] = {"stress", "stress", Verdict::kFail, 0, 4, 0.5, "wrong in 2 of 60 runs", {}};
  report.checks[2].findings = {{"assertion",
                                "Counter.total() is 19998, but 20000 were counted.",
                                {{"lab_test.cc", 31, ""}},
                                "",
                                "./racelab check 1 --only stress"}};
  report.checks.push_back({"hygiene", "hygiene", Verdict::kNotRun, 0, 1, 0, "needs stress", {}});
  return report;
}

inline Report InconclusiveReport() {
  Report report = PassingReport();
  report.checks[1].verdict = Verdict::kInconclusive;
  report.checks[1].points = 0;
  report.checks[1].summary = "ThreadSanitizer does not work on this machine";
  report.checks[1].findings = {{"environment",
                                "ThreadSanitizer cannot start here: vm.mmap_rnd_bits is 32. "
                                "Run: sudo sysctl vm.mmap_rnd_bits=28",
                                {},
                                "",
                                "./racelab doctor"}};
  return report;
}

// A student whose program and file names attack the reader's terminal.
inline Report HostileReport() {
  Report report = FailingReport();
  report.submission = "/tmp/\033[2Jevil";
  report.checks[1].summary =
      "output was \033]0;title\a and \xff\xfe and \xc2\x9b"
      "31m";
  Finding& finding = report.checks[1].findings[0];
  finding.message =
      "said \"\033[32mPASSED\033[0m\", </script>, \xe2\x80\xae"
      "drawkcab";
  finding.locations[0].file = "a\nb\r\tc.cc";
  finding.locations[0].task = "thread \033[1m1";
  finding.detail = std::string("NUL \0 and \x7f\xc3\x28 end", 17);
  finding.reproduce = "./racelab check 1 --submission '$(reboot)\n'";
  return report;
}

// A second lab of the same submission, which a student tried to pass without solving it.
inline Report IntegrityReport() {
  Report report = PassingReport();
  report.lab = "02_guard";
  report.title = "The guard";
  report.checks[1] = {"integrity", "integrity", Verdict::kFail, 0, 0, 0.1, "1 place", {}};
  report.checks[1].findings = {{"integrity",
                                "`#pragma` switches ThreadSanitizer off; remove it.",
                                {{"guard.cc", 3, ""}},
                                "",
                                "./racelab check 2 --only integrity"}};
  report.checks[2].verdict = Verdict::kNotRun;
  report.checks[2].points = 0;
  report.checks[2].summary = "not run, because integrity failed";
  return report;
}

// As HostileReport, against machines: XML, HTML, SARIF's links, and commands of GitHub's runner.
inline Report HostileFormatsReport() {
  Report report = HostileReport();
  report.title = "<b>%s</b>";
  report.compiler = "]]><!--";
  report.checks[1].summary += " ::error::x ]]> \xEF\xBF\xBF";
  Finding& finding = report.checks[1].findings[0];
  finding.message +=
      "\n::set-output name=result::e30=\r\n%0A::add-mask::a ##[error] [click](http://x.example) "
      "<img src=x onerror=alert(1)> ]]> {0}";
  finding.locations[0].file = "a,b:c\n::error::d\" onload=\"e.cc";
  finding.locations[1].file = "../../etc/passwd";
  finding.steps = {
      {1, "th\033[2Jread</title>", "/etc/shadow", 1, "x = '</td><script>';", "<i>", true},
      {2, "thread 2", "hits.cc", 12, "]]>&amp;\"", "::error::", true, 3}};
  finding.token = "rl1-\"><script>alert(1)</script>";
  finding.kind = "data-race";
  return report;
}

}  // namespace racelab

#endif  // RACELAB_TESTS_SUPPORT_SAMPLE_REPORTS_H_
