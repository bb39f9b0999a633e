// Tests of the ladder of hints.
#include "checker/lab/hints.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace racelab {
namespace {

using testing::HasSubstr;

constexpr char kHints[] =
    "# Hints\n\n## Symptom\n\nIt is\nshort.\n\n## Concept\nc\n```sh\n## not a heading\n```\n"
    "## Place\nanywhere\n## Place: data-race\nat the write\n## Sketch\nlock it\n"
    "## Symptom: hang\nIt sleeps.\n";

TEST(Hints, AreSplitAtTheirHeadings) {
  const absl::StatusOr<std::vector<Hint>> hints = ParseHints(kHints, "hints.md");
  ASSERT_TRUE(hints.ok()) << hints.status();
  ASSERT_EQ(hints->size(), 6u);
  EXPECT_EQ((*hints)[0].text, "It is\nshort.");
  EXPECT_EQ((*hints)[1].text, "c\n```sh\n## not a heading\n```");
  EXPECT_EQ((*hints)[3].rung, "Place");
  EXPECT_EQ((*hints)[3].key, "data-race");
}

TEST(Hints, FollowWhatWasFoundLastTime) {
  const std::vector<Hint> hints = ParseHints(kHints, "hints.md").value();
  EXPECT_EQ(PickHint(hints, 2, {}), "anywhere");
  EXPECT_EQ(PickHint(hints, 2, {"deadlock"}), "anywhere");
  EXPECT_EQ(PickHint(hints, 2, {"deadlock", "data-race"}), "at the write");
  EXPECT_EQ(PickHint(hints, 0, {"data-race"}), "It is\nshort.");
  EXPECT_EQ(PickHint(hints, 0, {"hang", "data-race"}), "It sleeps.");
  EXPECT_EQ(PickHint(hints, 3, {"hang"}), "lock it");
}

void ExpectError(const std::string& text, const std::string& message) {
  const absl::Status status = ParseHints(text, "hints.md").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << text;
  EXPECT_THAT(std::string(status.message()), HasSubstr(message));
}

TEST(Hints, ErrorsNameTheLine) {
  ExpectError("", "hints.md:1: the rung '## Symptom' is missing");
  ExpectError("## Symptom\na\n## Concept\nb\n## Place\nc\n", ":1: the rung '## Sketch' is missing");
  ExpectError("## Symptom\na\n## Place\nb\n", ":3: '## Concept' must come before this");
  ExpectError("## Symptom\na\n## Symptom\nb\n", ":3: this rung stands here twice");
  ExpectError("## Place: hang\na\n", ":1: '## Symptom' must come before this");
  ExpectError("## Symptom\n\n## Concept\n", ":1: this rung has no text");
  ExpectError("## Symptom\na\n## Idea\n", ":3: unknown rung 'Idea'");
  ExpectError("## Symptom\na\n### More\n", ":3: only headings '## RUNG'");
  ExpectError("\xff\x1b[2J\n## \x1b[2J\n", ":2: unknown rung '\u241B[2J'");
}

}  // namespace
}  // namespace racelab
