// Variant: a lab with other names, other constants and the bug in another place, made from a seed.
//
// A variant is an ordinary lab, labs/NN_name@SEED; the checks of its lab grade it. Its names are
// chosen so that seeds of which none is as great as VariantCount() give names that all differ: an
// answer to one does not compile in another.
//
// **Thread safety**: functions on files; two that make the same variant at once may fail.
#ifndef RACELAB_CHECKER_LAB_VARIANT_H_
#define RACELAB_CHECKER_LAB_VARIANT_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "checker/lab/catalog.h"

namespace racelab {

// What stands in whose place.
struct Rewriting {
  std::vector<std::pair<std::string, std::string>> names;   // words of identifiers
  std::vector<std::pair<std::string, std::string>> values;  // constant, number
  std::string starter;  // the wrong answer that is the starter; "" for the lab's own
};

// In how many ways the names of a lab can be chosen, its own left out; 0: it has no variants.
uint64_t VariantCount(const VariantSpec& spec);

// REQUIRES: VariantCount(spec) > 0.
Rewriting RewritingOf(const VariantSpec& spec, uint64_t seed);

// C++ with other names and values. A name is replaced where it is an identifier or a word of one in
// CamelCase: with Push, also TryPush and kPush, but not Pushed. A name that is also a word of prose
// ends in ( and is replaced only where ( or < follows: "The(".
std::string RewriteCode(std::string_view code, const Rewriting& rewriting);

// Markdown with other names in its code: between ` and `, and between lines of ```.
std::string RewriteMarkdown(std::string_view text, const Rewriting& rewriting);

// C++ without its comments, and without the lines that only held comments.
std::string WithoutComments(std::string_view code);

// Writes <root>/labs/ID@SEED and, with `answers`, <root>/solutions/ID@SEED.
// Errors: FailedPrecondition (the lab has no [variant], or the wrong answer that should be the
// starter is missing), AlreadyExists, Unavailable.
absl::Status MakeVariant(const Lab& lab, uint64_t seed, const std::filesystem::path& root,
                         bool answers);

// What is wrong with the lab's [variant]: a name that does not stand in the lab or is taken there,
// a starter that is no wrong answer.
std::vector<std::string> VariantProblems(const Lab& lab);

}  // namespace racelab

#endif  // RACELAB_CHECKER_LAB_VARIANT_H_
