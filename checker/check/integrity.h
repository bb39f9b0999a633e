// Integrity: does a submission repair the program, or does it silence the checker?
//
// The pure pieces of the check: each takes text (source, preprocessed source, output of nm and
// objdump) and returns findings of kind "integrity", or "forbidden" for what only this lab does not
// allow. integrity_check.cc fetches the text.
//
// Not looked for, because something else settles it: _exit, exit, abort and static destructors
// (without the completion record a run fails), kill and raise (the sandbox stands between the
// program and its parent; process labs need both), duplicates of harness symbols (the linker).
//
// **Thread safety**: pure functions.
// **Invariants**: a finding's location names a file of the submission; no finding comes twice.
#ifndef RACELAB_CHECKER_CHECK_INTEGRITY_H_
#define RACELAB_CHECKER_CHECK_INTEGRITY_H_

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "checker/check/integrity_lexer.h"
#include "checker/result/finding.h"

namespace racelab {

inline constexpr int64_t kMaxSourceBytes = 1 << 20;  // of one file

// The tokens of each file of the submission, with their lines in that file.
using OwnTokens = std::map<std::string, std::vector<Token>>;

// All tokens of a text, in order, without kEnd.
std::vector<Token> Tokens(std::string_view text);

// The tokens of a preprocessed text that come from one of the `edit` files, told by the line
// markers. A marker names such a file as "x.cc", "./x.cc" or "<stage>/x.cc". After a raw string of
// n lines, clang's own markers are n - 1 lines ahead, and so are these.
OwnTokens OwnTokensOf(std::string_view preprocessed, const std::vector<std::string>& edit,
                      const std::string& stage);

// One finding of kind "integrity".
Finding IntegrityFinding(std::string message, const std::string& file, int line);

// Too large, or not text. When it returns a finding, the file should not be scanned further.
std::vector<Finding> ScanText(const std::string& file, std::string_view text);

// Includes of what is not the student's business. Looked for before anything is compiled, because
// a compiler's messages show lines of the files that it reads.
std::vector<Finding> ScanIncludes(const std::string& file, std::string_view text,
                                  const std::vector<std::string>& edit);

// Directives of a raw source file: forged line numbers, what ScanIncludes finds, and, in a
// header, macros that would rewrite the given files: `given` has the words that
// those use.
std::vector<Finding> ScanDirectives(const std::string& file, std::string_view text,
                                    const std::vector<std::string>& edit,
                                    const std::set<std::string>& given);

// A pragma (text after '#', "pragma GCC optimize(...)") that changes what is compiled or checked:
// why it must go, or "".
std::string BadPragma(std::string_view pragma);

// Attributes, pragmas, inline assembly, and names and strings that only help to fool the checker.
std::vector<Finding> ScanTokens(const OwnTokens& own);

// Lines that differ between two preprocessings of the same submission. `when` says what differs
// ("when the race detector is on"). Files that only one of the two has are skipped.
std::vector<Finding> CompareOwnTokens(const OwnTokens& a, const OwnTokens& b,
                                      const std::string& when);

// CheckSpec::forbidden, "NAME: reason". NAME is an identifier ("fork") or qualified
// ("std::thread"). A qualified name is found as written, through a namespace alias, or by its last
// part after `using namespace` or a using-declaration in the same file. A plain name is found when
// it is not a member, not of a namespace other than std, and not being declared. Names of macros
// are looked for in `raw`, on lines that the compiler sees.
std::vector<Finding> ScanForbidden(const OwnTokens& own, const OwnTokens& raw,
                                   const std::vector<std::string>& forbidden);

// The same in the `nm` output of the object of `file`, for plain names of functions: they may be
// called through a library's inline function of another name.
std::vector<Finding> ScanForbiddenSymbols(const std::string& file, std::string_view nm,
                                          const std::vector<std::string>& forbidden);

// `nm` output (default format, mangled) of the object of `file`. `in_library` tells whether a
// C function of that name exists in the C or C++ library.
std::vector<Finding> ScanSymbols(const std::string& file, std::string_view nm,
                                 const std::function<bool(const std::string&)>& in_library);

// `objdump -h` output of the plain object: code that runs before main by a section of its own.
std::vector<Finding> ScanSections(const std::string& file, std::string_view objdump);

// A function of an object that was compiled with -fsanitize=thread but is not instrumented.
struct BareFunction {
  std::string symbol;  // mangled
  std::string file;    // as the debug information names it; "" without `objdump -l`
  int line = 0;
};

// `objdump -dr --no-show-raw-insn` output of the tsan object, with or without -l: the functions
// that call others or touch shared memory, without one call of the race detector. Both compilers
// also leave alone what cannot race: leaf functions that touch only their stack or constants. So a
// function without calls counts only when it writes to a global, or uses memory through a pointer
// and takes no address of its own. That part is known for x86-64 only.
std::vector<BareFunction> FindBareFunctions(std::string_view objdump);

// Which of `edit` a path in a line marker or in debug information means, or "".
std::string EditFileOf(std::string_view path, const std::vector<std::string>& edit,
                       const std::string& stage);

// Appends those of `more` that `findings` does not have yet.
void AddNew(std::vector<Finding>& findings, std::vector<Finding> more);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_INTEGRITY_H_
