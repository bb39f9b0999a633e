// Tests of the manifest: what is read, and the message for everything that may be wrong.
#include "checker/lab/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <random>
#include <string>

#include "tests/unit/lab/lab_tree.h"

namespace racelab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

constexpr char kFull[] = R"(format = 1
title = "Bounded queue"
summary = "Sometimes both sleep for ever."
bug = "lost-wakeup"
teaches = ["condition variable", "predicate loop"]
requires = ["01_lost_update"]
edit = ["queue.cc", "detail/queue.h"]
libraries = ["boost_thread", "absl", "rt"]
negative_control = "none: it holds no lock"

[[check]]
kind = "stress"
points = 4
repeats = 7
filter = "Stress.*"
timeout = 2.5
[[check]]
kind = "stress"
timeout = 3
[[check]]
kind = "thread_safety"
guarded = ["Queue::items_"]
[[check]]
kind = "integrity"
forbidden = ["std::thread: this lab is about processes"]

[starter]
fails = ["stress-2"]

[variant]
starters = ["unlocked", "late"]
names = { Push = ["Put", "Add"], "The(" = ["Only"] }
values = { kMost = [3, 40_000] }
)";

TEST(Manifest, ReadsEveryKey) {
  const absl::StatusOr<Manifest> manifest = ParseManifest(kFull, "lab.toml");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(manifest->format, 1);
  EXPECT_EQ(manifest->title, "Bounded queue");
  EXPECT_EQ(manifest->summary, "Sometimes both sleep for ever.");
  EXPECT_EQ(manifest->bug, "lost-wakeup");
  EXPECT_THAT(manifest->teaches, ElementsAre("condition variable", "predicate loop"));
  EXPECT_THAT(manifest->needs, ElementsAre("01_lost_update"));
  EXPECT_THAT(manifest->edit, ElementsAre("queue.cc", "detail/queue.h"));
  EXPECT_THAT(manifest->libraries, ElementsAre("boost_thread", "absl", "rt"));
  EXPECT_EQ(manifest->negative_control, "none: it holds no lock");
  EXPECT_THAT(manifest->starter_fails, ElementsAre("stress-2"));
  ASSERT_EQ(manifest->checks.size(), 4u);
  EXPECT_EQ(manifest->checks[0].kind, "stress");
  EXPECT_EQ(manifest->checks[0].name, "stress");
  EXPECT_EQ(manifest->checks[0].points, 4);
  EXPECT_EQ(manifest->checks[0].repeats, 7);
  EXPECT_EQ(manifest->checks[0].filter, "Stress.*");
  EXPECT_EQ(manifest->checks[0].timeout, 2.5);
  EXPECT_EQ(manifest->checks[1].name, "stress-2");
  EXPECT_EQ(manifest->checks[1].points, 0);
  EXPECT_EQ(manifest->checks[1].timeout, 3);
  EXPECT_THAT(manifest->checks[2].guarded, ElementsAre("Queue::items_"));
  EXPECT_THAT(manifest->checks[3].forbidden,
              ElementsAre("std::thread: this lab is about processes"));
  const VariantSpec& variant = manifest->variant;
  EXPECT_THAT(variant.starters, ElementsAre("unlocked", "late"));
  ASSERT_EQ(variant.names.size(), 2u);
  EXPECT_EQ(variant.names[0].name, "Push");
  EXPECT_THAT(variant.names[0].instead, ElementsAre("Put", "Add"));
  EXPECT_EQ(variant.names[1].name, "The(");
  ASSERT_EQ(variant.values.size(), 1u);
  EXPECT_THAT(variant.values[0].instead, ElementsAre("3", "40000"));
}

TEST(Manifest, DefaultsAreThoseOfTheContract) {
  const absl::StatusOr<Manifest> manifest = ParseManifest(kGoodManifest, "lab.toml");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(manifest->negative_control, "locks");
  EXPECT_EQ(manifest->checks[1].timeout, 10);
  EXPECT_EQ(manifest->checks[1].repeats, 0);
  EXPECT_TRUE(manifest->libraries.empty());
}

TEST(Manifest, EveryCheckKindIsAccepted) {
  for (const std::string& kind : CheckKinds()) {
    std::string text = kGoodManifest;
    text.insert(text.find("[starter]"), "[[check]]\nkind = \"" + kind + "\"\n");
    EXPECT_TRUE(ParseManifest(text, "lab.toml").ok()) << kind;
  }
}

// A manifest made from the good one by one replacement, and what its error must say.
struct Bad {
  const char* name;
  const char* from;
  const char* to;
  const char* message;
};

void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.name; }

class BadManifest : public testing::TestWithParam<Bad> {};

TEST_P(BadManifest, IsRefusedWithAPlaceAndAReason) {
  std::string text = kGoodManifest;
  const size_t at = text.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, std::string(GetParam().from).size(), GetParam().to);
  const absl::Status status = ParseManifest(text, "labs/01_x/lab.toml").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << text;
  const std::string message(status.message());
  EXPECT_THAT(message, StartsWith("labs/01_x/lab.toml:"));
  EXPECT_THAT(message, HasSubstr(GetParam().message));
  EXPECT_EQ(message.find('\n'), std::string::npos) << message;
}

const Bad kBad[] = {
    {"UnknownKeyInCheck", "points =", "pionts =",
     "lab.toml:8: unknown key 'pionts' in [[check]]; did you mean 'points'?"},
    {"MisspeltRequiredKey", "kind = \"build\"", "knd = \"build\"",
     ":7: unknown key 'knd' in [[check]]; did you mean 'kind'?"},
    {"UnknownTopKey", "title =", "titel =", ":2: unknown key 'titel'; did you mean 'title'?"},
    {"UnknownKeyUnlikeAny", "title =", "wallpaper =", ":2: unknown key 'wallpaper'"},
    {"UnknownStarterKey",
     "fails =", "fail =", ":12: unknown key 'fail' in [starter]; did you mean 'fails'?"},
    {"MissingFormat", "format = 1", "", "the key 'format' is missing"},
    {"MissingTitle", "title = \"First\"", "", "the key 'title' is missing"},
    {"MissingSummary", "summary = \"Two threads add.\"", "", "the key 'summary' is missing"},
    {"MissingBug", "bug = \"lost-update\"", "", "the key 'bug' is missing"},
    {"MissingEdit", "edit = [\"a.cc\"]", "", "the key 'edit' is missing"},
    {"MissingKind", "kind = \"build\"", "", ":6: the key 'kind' in [[check]] is missing"},
    {"LaterFormat", "format = 1", "format = 2", ":1: 'format' must be from 1 to 1, not 2"},
    {"NegativePoints", "points = 1", "points = -1", ":8: 'points' in [[check]] must be from 0"},
    {"HugePoints", "points = 1", "points = 9223372036854775807", "must be from 0 to 1000"},
    {"TooBigForTheLibrary", "points = 1", "points = 99999999999999999999", ":8: "},
    {"PointsAsString", "points = 1", "points = \"1\"",
     ":8: 'points' in [[check]] must be a whole number, not a string"},
    {"PointsAsFraction", "points = 1", "points = 1.5", "must be a whole number, not a number"},
    {"TitleAsNumber", "title = \"First\"", "title = 1",
     ":2: 'title' must be a string, not a whole number"},
    {"TitleOfTwoLines", "\"First\"", "\"a\\nb\"", ":2: 'title' must be one line of text"},
    {"TitleWithEscape", "\"First\"", "\"a\\u001bb\"", ":2: 'title' must be one line of text"},
    {"EmptyTitle", "\"First\"", "\"\"", ":2: 'title' must be one line of text"},
    {"BugWithCapitals", "lost-update", "Lost Update", ":4: 'bug' must be lower-case-with-dashes"},
    {"EditAsString", "[\"a.cc\"]", "\"a.cc\"",
     ":5: 'edit' must be an array of strings, not a string"},
    {"EditOfNumbers", "[\"a.cc\"]", "[1]", ":5: 'edit' must be an array of strings"},
    {"EmptyEdit", "[\"a.cc\"]", "[]", ":5: 'edit' must name at least one file"},
    {"TwiceTheSame", "[\"a.cc\"]", "[\"a.cc\", \"a.cc\"]", ":5: 'edit' names 'a.cc' twice"},
    {"TwiceTheSameInDisguise", "[\"a.cc\"]", "[\"a.cc\", \"./a.cc\"]", "without '..'"},
    {"DoubleSlash", "[\"a.cc\"]", "[\"b//a.cc\"]", "in 'edit'"},
    {"AbsoluteEdit", "a.cc", "/etc/a.cc", "'/etc/a.cc' in 'edit' must be a path inside"},
    {"EditOutside", "a.cc", "../b/a.cc", "'../b/a.cc' in 'edit' must be a path inside"},
    {"EditOutsideInTheMiddle", "a.cc", "b/../../a.cc", "must be a path inside"},
    {"EditManifest", "a.cc", "lab.toml", "must end in .h or .cc"},
    {"EditTest", "a.cc", "lab_test.cc", "is the lab's test"},
    {"UnknownKind", "\"build\"", "\"biuld\"",
     "unknown word 'biuld' for 'kind'; did you mean 'build'?"},
    {"UnknownKindUnlikeAny", "\"build\"", "\"telepathy\"", "use one of build, integrity"},
    {"UnknownLibrary",
     "edit =", "libraries = [\"bost_thread\"]\nedit =", "did you mean 'boost_thread'?"},
    {"FailsNoCheck", "[\"tsan\"]", "[\"stress\"]", ":12: unknown word 'stress' for 'fails'"},
    {"CheckAsTable", "[[check]]\nkind = \"build\"\npoints = 1\n[[check]]", "[check]",
     "'check' must be written as [[check]], not a table"},
    {"CheckAsString", "[[check]]\nkind = \"build\"\npoints = 1\n[[check]]\nkind = \"tsan\"",
     "check = \"build\"", "'check' must be written as [[check]]"},
    {"ChecksOfNumbers", "[[check]]\nkind = \"build\"\npoints = 1\n[[check]]\nkind = \"tsan\"",
     "check = [1]", "'check' must be written as [[check]]"},
    {"NoCheck", "[[check]]\nkind = \"build\"\npoints = 1\n[[check]]\nkind = \"tsan\"", "check = []",
     "there is no [[check]]"},
    {"ZeroTimeout", "points = 1", "timeout = 0", "'timeout' in [[check]] must be more than 0"},
    {"EndlessTimeout", "points = 1", "timeout = inf", "'timeout' in [[check]] must be more than 0"},
    {"NotANumberTimeout", "points = 1", "timeout = nan", "must be more than 0"},
    {"TimeoutAsString", "points = 1", "timeout = \"1s\"", "must be a number, not a string"},
    {"NegativeRepeats", "points = 1", "repeats = -5", "'repeats' in [[check]] must be from 0"},
    {"ExecutionsElsewhere", "points = 1", "executions = 5", "only checks of kind 'explore'"},
    {"AtLeastElsewhere", "points = 1", "at_least = 2", "only a check of kind 'parallelism'"},
    {"AtLeastTooMany", "kind = \"build\"", "kind = \"parallelism\"\nat_least = 65",
     "at most 64 processors"},
    {"RepeatsOfExplore", "kind = \"build\"", "kind = \"explore\"\nrepeats = 5",
     "has 'executions', not 'repeats'"},
    {"GuardedElsewhere", "points = 1", "guarded = [\"A::b_\"]", "only a check of kind"},
    {"GuardedWithoutClass", "kind = \"build\"\npoints = 1",
     "kind = \"thread_safety\"\nguarded = [\"b_\"]", "must read Class::field_"},
    {"ForbiddenElsewhere", "points = 1", "forbidden = [\"fork: x\"]", "only a check of kind"},
    {"ForbiddenWithoutReason", "kind = \"build\"\npoints = 1",
     "kind = \"integrity\"\nforbidden = [\"std::thread\"]", "must read IDENTIFIER: REASON"},
    {"ControlUnknown",
     "edit =", "negative_control = \"lock\"\nedit =", "'negative_control' must be"},
    {"ControlWithoutReason",
     "edit =", "negative_control = \"none: \"\nedit =", "'negative_control' must be"},
    {"VariantWithoutNames", "[starter]", "[variant]\nstarters = [\"a\"]\n[starter]",
     ":11: the key 'names' in [variant] is missing"},
    {"VariantOfNoIdentifier", "[starter]", "[variant]\nnames = { A = [\"b c\"] }\n[starter]",
     ":12: 'A' must be an array of other identifiers"},
    {"VariantOfItself", "[starter]", "[variant]\nnames = { A = [\"A\"] }\n[starter]",
     ":12: 'A' must be an array of other identifiers"},
    {"VariantOfNothing", "[starter]", "[variant]\nnames = { A = [] }\n[starter]",
     ":12: 'A' in [variant] must be an identifier of the lab"},
    {"VariantAsString", "[starter]", "[variant]\nnames = { A = \"B\" }\n[starter]",
     ":12: 'A' in [variant] must be an identifier of the lab"},
    {"VariantValueAsString", "[starter]",
     "[variant]\nnames = { A = [\"B\"] }\nvalues = { k = [\"1\"] }\n[starter]",
     ":13: 'k' must be an array of other whole numbers"},
    {"SameKeyTwice", "points = 1", "points = 1\npoints = 2", ":9: "},
    {"OpenString", "\"First\"", "\"First", ":2: "},
    {"NoToml", "format = 1", "int main() { return 0; }", ":1: "},
};

INSTANTIATE_TEST_SUITE_P(Every, BadManifest, testing::ValuesIn(kBad),
                         [](const auto& bad) { return std::string(bad.param.name); });

TEST(Manifest, EmptyTextIsRefused) {
  EXPECT_THAT(std::string(ParseManifest("", "lab.toml").status().message()),
              HasSubstr("lab.toml:1: the key 'format' is missing"));
}

TEST(Manifest, DeepNestingIsRefused) {
  EXPECT_FALSE(ParseManifest("a = " + std::string(100'000, '['), "lab.toml").ok());
}

TEST(Manifest, SurvivesRandomBytesAndRandomDamage) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 200, '\0');
    for (char& c : text) c = static_cast<char>(random());
    EXPECT_FALSE(ParseManifest(text, "lab.toml").ok());
    text = kFull;
    for (int i = 0; i < 3; ++i) text[random() % text.size()] = static_cast<char>(random());
    const absl::Status status = ParseManifest(text, "lab.toml").status();
    EXPECT_TRUE(status.ok() || status.message().find("lab.toml:") == 0) << status;
  }
}

}  // namespace
}  // namespace racelab
