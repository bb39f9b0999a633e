// Tokens: a schedule as one line that can be pasted, mailed and replayed.
//
//   rl1-1a2b3c4d-<payload>-5e6f7a8b
//   |   |        |         checksum over all before it
//   |   |        base64url: flags, test, plan as variable-length numbers
//   |   hash of the program (program_hash.h); comparing it is the caller's business
//   version of the format
//
// **Thread safety**: pure functions.
// **Invariants**: DecodeToken(EncodeToken(t)) == t, apart from the plan's record_* flags, which are
// not part of a schedule. Decoding checks every number against format.h.
#ifndef RACELAB_CHECKER_TRACE_TOKEN_H_
#define RACELAB_CHECKER_TRACE_TOKEN_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "checker/trace/schedule.h"

namespace racelab::trace {

struct Token {
  uint32_t program = 0;
  std::string test;  // of GoogleTest, "Suite.Name"; "" when main is the scenario; at most 256 bytes
  ExecutionPlan plan;
};

std::string EncodeToken(const Token& token);

// White space around the token is forgiven. Errors: InvalidArgument with a sentence for a person:
// not a token, of another version, cut short or changed.
absl::StatusOr<Token> DecodeToken(std::string_view pasted);

}  // namespace racelab::trace

#endif  // RACELAB_CHECKER_TRACE_TOKEN_H_
