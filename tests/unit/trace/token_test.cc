// Tests of tokens: every plan survives the round trip, and no rubbish gets through.
#include "checker/trace/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/escaping.h"
#include "checker/base/text.h"

namespace racelab::trace {
namespace {

using testing::HasSubstr;

using Random = std::mt19937_64;

uint64_t Below(Random& random, uint64_t n) { return random() % n; }

// Any number of bits, so that all lengths of a number occur.
uint64_t AnyNumber(Random& random) { return random() >> Below(random, 64); }

Token AnyToken(Random& random) {
  Token token;
  token.program = static_cast<uint32_t>(random());
  if (Below(random, 2) != 0) token.test = std::string(1 + Below(random, 40), 'T') + ".Name/0";
  ExecutionPlan& plan = token.plan;
  plan.rule = static_cast<Rule>(Below(random, 5));
  plan.all_points = Below(random, 2) != 0;
  plan.shared_points = Below(random, 2) != 0;
  plan.reuse_memory = Below(random, 2) != 0;
  plan.ignore = static_cast<uint32_t>(AnyNumber(random));
  plan.max_points = static_cast<uint32_t>(AnyNumber(random));
  if (Below(random, 2) != 0) {
    plan.seed = AnyNumber(random);
    plan.switch_permille = static_cast<uint32_t>(AnyNumber(random));
    plan.timeout_permille = static_cast<uint32_t>(Below(random, 1001));
    plan.spurious_permille = static_cast<uint32_t>(Below(random, 1001));
    plan.depth = static_cast<uint32_t>(Below(random, 6));
    plan.length = static_cast<uint32_t>(AnyNumber(random));
    for (uint64_t i = Below(random, kMaxFocus + 1); i > 0; --i) plan.focus.push_back(0x401000 + i);
    for (uint64_t i = Below(random, 20); i > 0; --i) plan.expected.push_back(i);
    for (uint64_t i = Below(random, 4); i > 0; --i) {
      plan.pairs.push_back({static_cast<uint32_t>(random()), static_cast<uint32_t>(random())});
    }
  }
  for (uint64_t i = Below(random, 30); i > 0; --i) {
    Decision decision = {};
    decision.point = static_cast<uint32_t>(AnyNumber(random));
    decision.task = static_cast<uint16_t>(Below(random, kMaxTasks));
    decision.next = static_cast<uint16_t>(Below(random, kMaxTasks));
    decision.mode = static_cast<Mode>(Below(random, static_cast<uint64_t>(Mode::kOlder) + 1));
    plan.decisions.push_back(decision);
  }
  return token;
}

TEST(Token, EveryPlanSurvivesTheRoundTrip) {
  Random random(1);
  for (int i = 0; i < 10'000; ++i) {
    const Token token = AnyToken(random);
    const std::string text = EncodeToken(token);
    const absl::StatusOr<Token> back = DecodeToken(text);
    ASSERT_TRUE(back.ok()) << back.status() << "\n" << text;
    EXPECT_EQ(back->program, token.program);
    EXPECT_EQ(back->test, token.test);
    EXPECT_TRUE(back->plan == token.plan) << text;
  }
}

Token Small() {
  Token token;
  token.program = 0x1a2b3c4d;
  token.plan.decisions = {{.point = 3, .task = 1, .next = 2, .mode = Mode::kRun},
                          {.point = 7, .task = 2, .next = 1, .mode = Mode::kTimeout}};
  return token;
}

// The format is a promise to tokens that were mailed last year: a change needs another version.
TEST(Token, LooksTheSameForEver) {
  EXPECT_EQ(EncodeToken(Small()), "rl1-1a2b3c4d-AAAAwIQ9AgYBCAgCBQ-91f31039");
}

TEST(Token, IsPastedWithWhiteSpace) {
  const absl::StatusOr<Token> token = DecodeToken("  " + EncodeToken(Small()) + "\r\n");
  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_TRUE(token->plan == Small().plan);
}

TEST(Token, SaysWhatIsWrong) {
  const auto error = [](const std::string& text) {
    return std::string(DecodeToken(text).status().message());
  };
  const std::string good = EncodeToken(Small());
  EXPECT_THAT(error(""), HasSubstr("not a token"));
  EXPECT_THAT(error("hello"), HasSubstr("not a token"));
  EXPECT_THAT(error("rl2-1a2b3c4d-AAAA-00000000"), HasSubstr("another version"));
  EXPECT_THAT(error("rl1-1a2b"), HasSubstr("cut short"));
  EXPECT_THAT(error(good.substr(0, good.size() - 1)), HasSubstr("cut short"));
  std::string changed = good;
  changed[20] = changed[20] == 'A' ? 'B' : 'A';
  EXPECT_THAT(error(changed), HasSubstr("changed"));
}

// 32 bits of checksum: this fixed seed finds none that passes by chance.
TEST(Token, EveryCutAndEveryFlippedBitIsNoticed) {
  const std::string good = EncodeToken(Small());
  for (size_t i = 0; i < good.size(); ++i) {
    EXPECT_FALSE(DecodeToken(good.substr(0, i)).ok()) << i;
    for (int bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[i] = static_cast<char>(bad[i] ^ (1 << bit));
      EXPECT_FALSE(DecodeToken(bad).ok()) << bad;
    }
  }
}

std::string WithCheck(const std::string& payload) {
  const std::string text = "rl1-00000000-" + absl::WebSafeBase64Escape(payload);
  return text + "-" + Sha256(text).substr(0, 8);
}

// Rubbish with a right checksum reaches the decoder of the payload: good payloads with up to three
// bytes replaced. What it accepts is in range.
TEST(Token, RubbishNeverCrashes) {
  Random random(2);
  int accepted = 0, refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string good = EncodeToken(AnyToken(random));
    std::string payload;
    ASSERT_TRUE(absl::WebSafeBase64Unescape(good.substr(13, good.size() - 22), &payload));
    for (uint64_t n = 1 + Below(random, 3); n > 0; --n) {
      payload[Below(random, payload.size())] = static_cast<char>(random());
    }
    const absl::StatusOr<Token> token = DecodeToken(WithCheck(payload));
    ++(token.ok() ? accepted : refused);
    if (!token.ok()) continue;
    static Plan plan;  // too large for a stack
    EXPECT_TRUE(WritePlan(token->plan, plan).ok());
    EXPECT_LE(plan.rule, Rule::kSurw);
    EXPECT_TRUE(DecodeToken(EncodeToken(*token)).ok());
  }
  EXPECT_GT(accepted, 1'000);
  EXPECT_GT(refused, 1'000);
}

TEST(Token, RefusesATableThatIsTooLong) {
  // flags, rule, ignore, max_points, 2^14 * 3 decisions announced
  const std::string payload("\x00\x00\x00\x01\x80\x80\x03", 7);
  EXPECT_THAT(std::string(DecodeToken(WithCheck(payload)).status().message()),
              HasSubstr("make no sense"));
}

}  // namespace
}  // namespace racelab::trace
