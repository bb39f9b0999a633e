// Encoding and decoding of tokens.
#include "checker/trace/token.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"
#include "checker/trace/varint.h"

namespace racelab::trace {
namespace {

constexpr std::string_view kPrefix = "rl1-";
constexpr size_t kHexDigits = 8;
constexpr uint32_t kMaxTest = 256;

// Bits of the first number. The parameters of rules are left out when all are zero, as they are in
// a plan made of decisions.
constexpr uint32_t kAllPoints = 1, kReuseMemory = 2, kParameters = 4, kTest = 8,
                   kAllocationPoints = 16, kSharedPoints = 32;

// The numbers of a plan that are only there with kParameters.
template <typename PlanType>
auto Parameters(PlanType& plan) {
  return std::array{&plan.switch_permille, &plan.timeout_permille, &plan.spurious_permille,
                    &plan.depth,           &plan.length,           &plan.older_permille};
}

bool HasParameters(const ExecutionPlan& plan) {
  const auto parameters = Parameters(plan);
  return plan.seed != 0 || !plan.focus.empty() || !plan.expected.empty() || !plan.pairs.empty() ||
         std::any_of(parameters.begin(), parameters.end(), [](auto* value) { return *value != 0; });
}

void WriteParameters(const ExecutionPlan& plan, VarintWriter& out) {
  out.Number(plan.seed);
  for (const uint32_t* value : Parameters(plan)) out.Number(*value);
  out.Number(plan.focus.size());
  for (const uint32_t pc : plan.focus) out.Number(pc);
  out.Number(plan.expected.size());
  for (const uint32_t count : plan.expected) out.Number(count);
  out.Number(plan.pairs.size());
  for (const ReadsFrom& pair : plan.pairs) out.Number(pair.read), out.Number(pair.write);
}

void ReadParameters(VarintReader& in, ExecutionPlan& plan) {
  plan.seed = in.Number();
  for (uint32_t* value : Parameters(plan)) *value = in.Small();
  plan.focus.resize(in.Small(kMaxFocus));
  for (uint32_t& pc : plan.focus) pc = in.Small();
  plan.expected.resize(in.Small(kMaxTasks));
  for (uint32_t& count : plan.expected) count = in.Small();
  plan.pairs.resize(in.Small(kMaxFocus));
  for (ReadsFrom& pair : plan.pairs) {
    pair.read = in.Small();
    pair.write = in.Small();
  }
}

// `next` and mode in one number. The modes from kKill on came later, and lie above those before.
constexpr uint32_t kLater = kMaxTasks * 4;
uint32_t Packed(const Decision& decision) {
  const auto mode = static_cast<uint32_t>(decision.mode);
  return mode < 4 ? decision.next * 4u + mode : kLater + (mode - 4) * kMaxTasks + decision.next;
}
void Unpack(uint32_t number, Decision& decision) {
  const bool later = number >= kLater;
  decision.next = static_cast<uint16_t>(later ? (number - kLater) % kMaxTasks : number / 4);
  decision.mode = static_cast<Mode>(later ? 4 + (number - kLater) / kMaxTasks : number % 4);
}

void WriteDecisions(const std::vector<Decision>& decisions, VarintWriter& out) {
  out.Number(decisions.size());
  int64_t point = 0;
  for (const Decision& decision : decisions) {
    out.Number(ZigZag(decision.point - point));
    out.Number(decision.task);
    out.Number(Packed(decision));
    point = decision.point;
  }
}

void ReadDecisions(VarintReader& in, std::vector<Decision>& decisions) {
  const uint32_t count = in.Small(kMaxDecisions);
  uint64_t point = 0;
  for (uint32_t i = 0; i < count && in.ok(); ++i) {
    point += static_cast<uint64_t>(UnZigZag(in.Number()));  // wraps for rubbish: cut to 32 bits
    Decision decision = {};
    decision.point = static_cast<uint32_t>(point);
    decision.task = static_cast<uint16_t>(in.Small(kMaxTasks - 1));
    Unpack(in.Small(kLater + 3 * kMaxTasks - 1), decision);
    decisions.push_back(decision);
  }
}

std::string Check(std::string_view text) { return Sha256(text).substr(0, kHexDigits); }

absl::Status Bad(std::string_view why) { return absl::InvalidArgumentError(std::string(why)); }

absl::StatusOr<Token> DecodePayload(std::string_view payload) {
  Token token;
  VarintReader in(payload);
  ExecutionPlan& plan = token.plan;
  const uint32_t flags = in.Small(63);
  plan.all_points = (flags & kAllPoints) != 0;
  plan.reuse_memory = (flags & kReuseMemory) != 0;
  plan.allocation_points = (flags & kAllocationPoints) != 0;
  plan.shared_points = (flags & kSharedPoints) != 0;
  if ((flags & kTest) != 0) token.test = in.Text(kMaxTest);
  plan.rule = static_cast<Rule>(in.Small(static_cast<uint32_t>(Rule::kSurw)));
  plan.ignore = in.Small();
  plan.max_points = in.Small();
  if ((flags & kParameters) != 0) ReadParameters(in, plan);
  ReadDecisions(in, plan.decisions);
  if (!in.ok() || !in.at_end()) return Bad("the token's contents make no sense");
  return token;
}

}  // namespace

std::string EncodeToken(const Token& token) {
  const ExecutionPlan& plan = token.plan;
  VarintWriter out;
  out.Number((plan.all_points ? kAllPoints : 0u) + (plan.reuse_memory ? kReuseMemory : 0u) +
             (HasParameters(plan) ? kParameters : 0u) + (token.test.empty() ? 0u : kTest) +
             (plan.allocation_points ? kAllocationPoints : 0u) +
             (plan.shared_points ? kSharedPoints : 0u));
  if (!token.test.empty()) out.Text(token.test);
  out.Number(static_cast<uint32_t>(plan.rule));
  out.Number(plan.ignore);
  out.Number(plan.max_points);
  if (HasParameters(plan)) WriteParameters(plan, out);
  WriteDecisions(plan.decisions, out);
  const std::string text =
      absl::StrCat(std::string(kPrefix), absl::Hex(token.program, absl::kZeroPad8), "-",
                   absl::WebSafeBase64Escape(out.bytes()));
  return absl::StrCat(text, "-", Check(text));
}

absl::StatusOr<Token> DecodeToken(std::string_view pasted) {
  std::string text(pasted);
  absl::StripAsciiWhitespace(&text);
  if (text.rfind(kPrefix, 0) != 0) {
    const bool other_version =
        text.size() > 3 && text.substr(0, 2) == "rl" && absl::ascii_isdigit(text[2]);
    return Bad(other_version ? "the token is from another version of racelab; this one reads rl1-"
                             : "not a token: tokens start with rl1-");
  }
  // Base64url may hold '-' itself, so the parts are found by their lengths.
  const size_t payload_at = kPrefix.size() + kHexDigits + 1;
  if (text.size() < payload_at + 1 + kHexDigits) return Bad("the token is cut short");
  const size_t check_at = text.size() - kHexDigits;
  if (text[check_at - 1] != '-' || Check(text.substr(0, check_at - 1)) != text.substr(check_at)) {
    return Bad("the token was cut short or changed: its checksum does not fit");
  }
  uint32_t program = 0;
  std::string payload;
  const std::string hex = text.substr(kPrefix.size(), kHexDigits);
  if (!absl::SimpleHexAtoi(hex, &program) ||
      !absl::WebSafeBase64Unescape(text.substr(payload_at, check_at - 1 - payload_at), &payload)) {
    return Bad("the token's contents make no sense");
  }
  absl::StatusOr<Token> token = DecodePayload(payload);
  if (token.ok()) token->program = program;
  return token;
}

}  // namespace racelab::trace
