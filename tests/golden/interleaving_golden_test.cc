// Golden tests of interleavings: columns, lists, marks, narrow pages, pipes, and their JSON.
#include <gtest/gtest.h>

#include "tests/golden/approved.h"
#include "tests/support/sample_interleavings.h"

namespace racelab {
namespace {

TerminalStyle PlainStyle() { return {}; }

TerminalStyle RichStyle() { return {.color = true, .unicode = true, .width = 100}; }

TerminalStyle Narrow() { return {.unicode = true, .width = 50}; }

void ExpectPage(const std::string& name, const Finding& finding, const TerminalStyle& style) {
  ExpectApproved(name, FormatTerminal(ExploredReport(finding), style));
}

TEST(InterleavingGoldenTest, ADataRaceInTwoColumns) {
  ExpectPage("race.pipe.txt", RaceWithSteps(), PlainStyle());
  ExpectPage("race.terminal.txt", RaceWithSteps(), RichStyle());
  ExpectApproved("race.json", FormatJson(ExploredReport(RaceWithSteps())));
}

TEST(InterleavingGoldenTest, ADeadlockWithItsRing) {
  ExpectPage("deadlock.pipe.txt", DeadlockWithSteps(), PlainStyle());
  ExpectPage("deadlock.terminal.txt", DeadlockWithSteps(), RichStyle());
}

TEST(InterleavingGoldenTest, ProcessesWithLongNames) {
  ExpectPage("processes.pipe.txt", PipeWithSteps(), PlainStyle());
  ExpectApproved("processes.json", FormatJson(ExploredReport(PipeWithSteps())));
  Finding always = PipeWithSteps();
  Report report = ExploredReport(always);
  report.checks[1].findings[0].rarity = {23, 23};
  ExpectApproved("processes_always.pipe.txt", FormatTerminal(report, PlainStyle()));
}

TEST(InterleavingGoldenTest, ALostWakeup) {
  ExpectPage("lost_wakeup.pipe.txt", LostWakeupWithSteps(), PlainStyle());
}

TEST(InterleavingGoldenTest, ACheckThenActInThreeColumns) {
  ExpectPage("check_then_act.pipe.txt", AssertionWithSteps(), PlainStyle());
  ExpectApproved("check_then_act.json", FormatJson(ExploredReport(AssertionWithSteps())));
}

TEST(InterleavingGoldenTest, ManyTasksAreAList) {
  ExpectPage("many_tasks.terminal.txt", ManyTasksWithSteps(), RichStyle());
}

TEST(InterleavingGoldenTest, ANarrowPageIsAList) {
  ExpectPage("deadlock.narrow.txt", DeadlockWithSteps(), Narrow());
}

// Names, sources and actions come from the program: they are text like any other.
TEST(InterleavingGoldenTest, HostileSteps) {
  Finding finding = RaceWithSteps();
  finding.steps[0].name = "th\033[2Jread";
  finding.steps[0].source = "x\n\ty = \"\xff\xe2\x9c\x93\";";
  finding.steps[1].action =
      "says \033[32mPASSED\033[0m and goes on for much longer than any column";
  finding.steps[1].file = "a\nb.cc";
  ExpectPage("hostile_steps.pipe.txt", finding, PlainStyle());
  ExpectPage("hostile_steps.terminal.txt", finding, RichStyle());
}

}  // namespace
}  // namespace racelab
