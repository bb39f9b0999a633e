// Reads the messages of gcc, clang and GNU ld line by line.
#include "checker/toolchain/diagnostics.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace racelab {
namespace {

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::count(names, name) > 0;
}

struct Place {
  std::string file;
  int line = 0;
  absl::string_view rest;  // what follows "file:line:" or "file:line:column:"
};

// Reads "file:line:" or "file:line:column:" (gcc's context lines end in "," instead).
std::optional<Place> ReadPlace(absl::string_view text) {
  const size_t colon = text.find(':');
  if (colon == absl::string_view::npos || colon == 0) return std::nullopt;
  Place place{.file = std::string(text.substr(0, colon)), .rest = text.substr(colon + 1)};
  while (absl::StartsWith(place.file, "./")) place.file.erase(0, 2);
  const size_t digits = std::min(place.rest.find_first_not_of("0123456789"), place.rest.size());
  if (!absl::SimpleAtoi(place.rest.substr(0, digits), &place.line)) return std::nullopt;
  place.rest.remove_prefix(digits);
  if (!absl::ConsumePrefix(&place.rest, ":")) return place;
  const size_t column = std::min(place.rest.find_first_not_of("0123456789"), place.rest.size());
  if (column > 0 && column < place.rest.size() && place.rest[column] == ':') {
    place.rest.remove_prefix(column + 1);
  }
  return place;
}

// Reads the messages and moves errors of foreign files to the line of the student that caused them.
class CompilerLog {
 public:
  explicit CompilerLog(const std::vector<std::string>& own) : own_(own) {}

  void Read(absl::string_view line) {
    absl::string_view text = absl::StripLeadingAsciiWhitespace(line);
    const bool included =
        absl::ConsumePrefix(&text, "In file included from ") || absl::ConsumePrefix(&text, "from ");
    const std::optional<Place> place = ReadPlace(text);
    if (!place) return;
    const absl::string_view rest = absl::StripLeadingAsciiWhitespace(place->rest);
    // gcc tells the way to an error before it, clang (but for the includes) after it.
    if (included || absl::StrContains(rest, "required from")) {
      if (Has(own_, place->file)) context_ = {place->file, place->line};
    } else if (absl::StartsWith(rest, "note: ")) {
      context_ = {};
      if (absl::StrContains(rest, "requested here") && Has(own_, place->file)) Move(*place);
    } else {
      ReadMessage(*place, rest);
    }
  }

  std::vector<Diagnostic> Take() {
    const auto is_own = [&](const Diagnostic& d) { return Has(own_, d.file); };
    const bool own_error =
        std::ranges::any_of(found_, [&](const Diagnostic& d) { return d.error && is_own(d); });
    std::erase_if(found_,
                  [&](const Diagnostic& d) { return !is_own(d) && (!d.error || own_error); });
    std::vector<Diagnostic> unique;
    for (Diagnostic& found : found_) {
      const bool seen = std::ranges::any_of(unique, [&](const Diagnostic& other) {
        return other.file == found.file && other.line == found.line &&
               other.message == found.message;
      });
      if (!seen) unique.push_back(std::move(found));
    }
    return unique;
  }

 private:
  void ReadMessage(const Place& place, absl::string_view rest) {
    const bool error =
        absl::ConsumePrefix(&rest, "error: ") || absl::ConsumePrefix(&rest, "fatal error: ");
    if (!error && !absl::ConsumePrefix(&rest, "warning: ")) return;
    foreign_ = !Has(own_, place.file);
    found_.push_back({place.file, place.line, error, std::string(rest)});
    if (foreign_ && error && !context_.first.empty()) {
      found_.back().file = context_.first, found_.back().line = context_.second;
    }
    context_ = {};
  }

  void Move(const Place& place) {
    if (!foreign_ || found_.empty() || !found_.back().error) return;
    found_.back().file = place.file, found_.back().line = place.line;
    foreign_ = false;  // the first such note is the nearest
  }

  const std::vector<std::string>& own_;
  std::vector<Diagnostic> found_;
  std::pair<std::string, int> context_;  // last line of the student on the way to what follows
  bool foreign_ = false;                 // the last message was about a file of someone else
};

// "undefined reference to `hits::increment()'": what stands between the quotes.
std::optional<std::string> Quoted(absl::string_view line, absl::string_view before) {
  const size_t start = line.find(before);
  if (start == absl::string_view::npos) return std::nullopt;
  const absl::string_view rest = line.substr(start + before.size());
  return std::string(rest.substr(0, rest.rfind('\'', rest.find("'; "))));
}

// The file and line that a line of the linker starts with, after "/usr/bin/ld: ".
Place LinkerPlace(absl::string_view line) {
  if (const size_t program = line.find("ld: "); program != absl::string_view::npos) {
    line.remove_prefix(program + 4);
  }
  if (const std::optional<Place> place = ReadPlace(line)) return *place;
  Place place{.file = std::string(line.substr(0, line.find(':'))), .rest = {}};
  while (absl::StartsWith(place.file, "./")) place.file.erase(0, 2);
  return place;
}

// Where the other definition is: "...; hits.cc:./hits.cc:3: first defined here".
Place FirstDefinition(absl::string_view line) {
  const size_t start = line.find("'; ");
  if (start == absl::string_view::npos) return {};
  absl::string_view rest = line.substr(start + 3);
  if (const auto place = ReadPlace(rest)) return *place;
  const size_t colon = rest.find(':');
  if (colon != absl::string_view::npos) {
    if (const auto place = ReadPlace(rest.substr(colon + 1)); place && place->line > 0)
      return *place;
  }
  return Place{.file = std::string(rest.substr(0, colon)), .rest = {}};
}

std::optional<Diagnostic> Undefined(absl::string_view line, const std::vector<std::string>& own,
                                    const std::vector<std::string>& given) {
  const std::optional<std::string> symbol = Quoted(line, "undefined reference to `");
  if (!symbol) return std::nullopt;
  const Place user = LinkerPlace(line);
  if (Has(own, user.file)) {
    return Diagnostic{user.file, user.line, true,
                      absl::StrCat(user.file, " uses ", *symbol, ", which no file defines")};
  }
  if (!Has(given, user.file)) return std::nullopt;
  return Diagnostic{"", 0, true,
                    absl::StrCat("your files never define ", *symbol, ", which ", user.file,
                                 " uses; compare its name and its parameters with the header")};
}

std::optional<Diagnostic> Duplicate(absl::string_view line, const std::vector<std::string>& own) {
  const std::optional<std::string> symbol = Quoted(line, "multiple definition of `");
  if (!symbol) return std::nullopt;
  Place mine = LinkerPlace(line), other = FirstDefinition(line);
  if (!Has(own, mine.file)) std::swap(mine, other);
  if (!Has(own, mine.file)) return std::nullopt;
  return Diagnostic{
      mine.file, mine.line, true,
      absl::StrCat(mine.file, " defines ", *symbol, ", but ", other.file, " defines it too; ",
                   Has(own, other.file) ? "keep one of them" : "remove yours")};
}

}  // namespace

std::vector<Diagnostic> ParseCompilerLog(const std::string& log,
                                         const std::vector<std::string>& own) {
  CompilerLog reader(own);
  for (const absl::string_view line : absl::StrSplit(log, '\n')) reader.Read(line);
  return reader.Take();
}

std::vector<Diagnostic> ParseLinkerLog(const std::string& log, const std::vector<std::string>& own,
                                       const std::vector<std::string>& given) {
  std::vector<Diagnostic> found;
  std::set<std::string> messages;  // a name is reported once, not at each use
  for (const absl::string_view line : absl::StrSplit(log, '\n')) {
    std::optional<Diagnostic> diagnostic = Undefined(line, own, given);
    if (!diagnostic) diagnostic = Duplicate(line, own);
    if (diagnostic && messages.insert(diagnostic->message).second) {
      found.push_back(*std::move(diagnostic));
    }
  }
  return found;
}

}  // namespace racelab
