// Screens, slides and bars of demos.
#include "checker/report/demo.h"

#include <gmock/gmock.h>

#include "checker/report/bars.h"

namespace racelab {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Two threads, three steps; the solution takes a lock.
DemoFailure LostUpdate() {
  DemoFailure failure{.test = "Explore.Two",
                      .finding = {.kind = "assertion", .message = "One lost."}};
  failure.finding.steps = {
      {.task = 1,
       .name = "thread 1",
       .file = "a.cc",
       .line = 3,
       .source = "n++;",
       .action = "first"},
      {.task = 2,
       .name = "thread 2",
       .file = "a.cc",
       .line = 3,
       .source = "n++;",
       .action = "second"},
      {.task = 1, .name = "thread 1", .file = "a.cc", .line = 4, .source = "}", .action = "third"}};
  failure.finding.reproduce = "./racelab replay rl1-x 1";
  Comparison solution{.name = "Solution", .outcome = "Nothing fails.", .walk = {}};
  solution.walk.steps = {{.task = 1, .name = "thread 1", .file = "kit.h", .line = 9},
                         {.task = 1,
                          .name = "thread 1",
                          .file = "a.cc",
                          .line = 5,
                          .source = "lock",
                          .action = "locks",
                          .held = {"mutex_"}}};
  failure.solution = solution;
  return failure;
}

TEST(Demo, EachScreenShowsOneStepMore) {
  const std::vector<Screen> screens = FailureScreens(LostUpdate(), TerminalStyle{}, /*steps=*/true);
  ASSERT_EQ(screens.size(), 4u);
  EXPECT_EQ(screens[0].title, "The starter: assertion in Explore.Two");
  // The columns stand where they will stand: the second thread has its name from the start.
  EXPECT_THAT(screens[0].text,
              AllOf(HasSubstr("first"), HasSubstr("thread 2"), Not(HasSubstr("second"))));
  EXPECT_THAT(screens[1].text, AllOf(HasSubstr("second"), Not(HasSubstr("third"))));
  EXPECT_THAT(screens[2].text, HasSubstr("third"));
  EXPECT_THAT(screens[3].text, HasSubstr("./racelab replay rl1-x 1"));
  EXPECT_EQ(FailureScreens(LostUpdate(), TerminalStyle{}, false).size(), 1u);
}

TEST(Demo, TheSolutionIsShownInTheSameFilesAndTheDifferenceNamed) {
  const std::vector<Screen> screens = SolutionScreens(LostUpdate(), TerminalStyle{}, false);
  ASSERT_EQ(screens.size(), 1u);
  EXPECT_THAT(screens[0].text, AllOf(HasSubstr("Nothing fails."), HasSubstr("locks"),
                                     HasSubstr("does not hold: mutex_"), Not(HasSubstr("kit.h"))));
  DemoFailure alone = LostUpdate();
  alone.solution.reset();
  EXPECT_THAT(SolutionScreens(alone, TerminalStyle{}, false), IsEmpty());
}

TEST(Demo, OutcomesAreCountedAndAPassIsNoProof) {
  StressSummary stress{.suite = "Stress", .runs = 10, .seconds = 1};
  stress.outcomes = {{.kind = "passed", .runs = 9},
                     {.kind = "data-race", .example = "Two \033[31mthreads", .runs = 1}};
  EXPECT_THAT(StressScreen(stress, TerminalStyle{}).text,
              AllOf(HasSubstr("passed     9  ####"), HasSubstr("data race  1  ####"),
                    Not(HasSubstr("\033")), Not(HasSubstr("All passed"))));
  const Chart chart = StressChart(stress);
  ASSERT_EQ(chart.bars.size(), 2u);
  EXPECT_EQ(chart.bars[1].label, "data race");
  EXPECT_EQ(chart.bars[1].value, 1);
  EXPECT_THAT(chart.explanation,
              AllOf(HasSubstr("10 runs of the tests Stress.*"), Not(HasSubstr("All passed"))));
  stress.outcomes.pop_back();
  EXPECT_THAT(StressScreen(stress, TerminalStyle{}).text, HasSubstr("All passed"));
  EXPECT_THAT(StressChart(stress).explanation, HasSubstr("All passed"));
}

TEST(Demo, OfALongOutcomeTheFirstLinesStand) {
  const StressSummary stress{
      .suite = "Stress",
      .runs = 1,
      .seconds = 1,
      .outcomes = {{"assertion", "one\ntwo\n" + std::string(300, 'x') + "\nthree\n", 1}}};
  EXPECT_THAT(StressScreen(stress, TerminalStyle{}).text,
              AllOf(HasSubstr("  assertion: one\n  two ...\n"), Not(HasSubstr("three"))));
}

TEST(Demo, NotesAreBrokenAnewAndAScreenForEachSection) {
  const std::vector<Screen> screens = NotesScreens(
      "## Why\n\nOne\n  two.\n- a\n  b\n1. c\n\n## For discussion\n\nWhat?\n", TerminalStyle{});
  ASSERT_EQ(screens.size(), 2u);
  EXPECT_EQ(screens[0].title, "For the presenter: Why");
  EXPECT_EQ(screens[0].text, "  One two.\n  - a b\n  1. c\n");
  EXPECT_EQ(screens[1].title, "For the presenter: For discussion");
  EXPECT_EQ(screens[1].text, "  What?\n");
  EXPECT_THAT(NotesScreens("", TerminalStyle{}), IsEmpty());
}

TEST(Demo, SourceThatIsCutSaysSo) {
  DemoFailure failure = LostUpdate();
  failure.finding.steps[0].source =
      "one two three four five six seven eight nine ten eleven twelve "
      "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one";
  const std::string text = FailureScreens(failure, TerminalStyle{}, false)[0].text;
  EXPECT_THAT(text, AllOf(HasSubstr(" ...\n"), Not(HasSubstr("twenty-one"))));
  EXPECT_THAT(FailureScreens(LostUpdate(), TerminalStyle{}, false)[0].text,
              Not(HasSubstr(" ...\n")));
}

TEST(Demo, SlidesKeepTheNotesForThePresenter) {
  const std::string slides = DemoSlides("Lab 1", {{"A", "one\n"}, {"B", "two\n"}}, "say --> this");
  EXPECT_EQ(slides,
            "# Lab 1\n\n---\n\n## A\n\n````text\none\n````\n\n---\n\n## B\n\n````text\ntwo\n````\n"
            "\n<!--\nsay -- > this\n-->\n");
}

TEST(Bars, WhatIsSmallIsStillSeen) {
  const TerminalStyle style{.width = 60};
  Page page(style);
  WriteBars(page, {{"small", 0.001, "1 us"}, {"large", 1000, "1 s"}, {"none", 0, "0"}});
  EXPECT_EQ(page.text(),
            "  small  1 us  #\n  large   1 s  " + std::string(45, '#') + "\n  none      0\n");
}

TEST(Bars, ThePageHasNoMarkupOfOthers) {
  const std::string html = ChartsHtml("T", {{"C<", "why", {{"<b>", 1, "1"}}}});
  EXPECT_THAT(html, AllOf(HasSubstr("<svg"), HasSubstr("&lt;b&gt;"), HasSubstr("width=\"440\""),
                          Not(HasSubstr("<b>")), Not(HasSubstr("<script"))));
}

}  // namespace
}  // namespace racelab
