// Cleaning, shortening, hashing and comparing of text.
#include "checker/base/text.h"

#include <cxxabi.h>
#include <openssl/sha.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace racelab {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Length of the well-formed UTF-8 sequence (RFC 3629) at the start of `text`, 0 if there is none.
// Overlong forms, surrogates and values beyond U+10FFFF are not well-formed.
size_t SequenceLength(std::string_view text, uint32_t& point) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length == 0 || lead > 0xF4 || length > text.size()) return 0;
  point = length == 1 ? lead : lead & (0x7Fu >> length);
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return 0;
    point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return overlong || surrogate || point > 0x10FFFF ? 0 : length;
}

// C1 controls act like escape sequences on some terminals; the bidirectional overrides and isolates
// make text read differently from what it says (Boucher and Anderson, "Trojan Source", 2021).
bool IsHiddenControl(uint32_t point) {
  return (point >= 0x80 && point <= 0x9F) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069);
}

// The picture of a C0 control character: U+2400 and up, U+2421 for DEL.
std::string ControlPicture(uint32_t point) {
  return std::string("\xE2\x90") + static_cast<char>(0x80 + (point == 0x7F ? 0x21 : point));
}

}  // namespace

std::string CleanText(std::string_view bytes) {
  std::string clean;
  clean.reserve(bytes.size());
  while (!bytes.empty()) {
    uint32_t point = 0;
    const size_t length = SequenceLength(bytes, point);
    const bool control = (point < 0x20 && point != '\n' && point != '\t') || point == 0x7F;
    if (length == 0 || IsHiddenControl(point)) {
      clean += kReplacement;
    } else if (!control) {
      clean += bytes.substr(0, length);
    } else if (bytes.substr(0, 2) != "\r\n") {
      clean += ControlPicture(point);
    }
    bytes.remove_prefix(std::max<size_t>(length, 1));
  }
  return clean;
}

std::string Shorten(std::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  const auto marker = [&text](size_t kept) {
    return absl::StrCat("\n... ", text.size() - kept, " bytes left out ...\n");
  };
  const size_t longest_marker = marker(0).size();
  const bool fits = limit > 2 * longest_marker;  // else there is only space for the beginning
  size_t head = fits ? (limit - longest_marker) / 2 : limit;
  size_t tail = text.size() - (fits ? head : 0);
  while (head > 0 && IsContinuation(text[head])) --head;
  while (tail < text.size() && IsContinuation(text[tail])) ++tail;
  if (!fits) return std::string(text.substr(0, head));
  std::string shortened(text.substr(0, head));
  return shortened.append(marker(head + text.size() - tail)).append(text.substr(tail));
}

bool MentionsAny(std::string_view text, std::initializer_list<const char*> words) {
  const std::string lower = absl::AsciiStrToLower(std::string(text));
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return absl::StrContains(lower, word); });
}

std::string Demangle(const std::string& symbol) {
  int status = 0;
  char* text = abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status);
  std::string name = status == 0 ? text : symbol;
  std::free(text);
  return name;
}

std::string PercentEncode(std::string_view bytes, std::string_view plain) {
  std::string text;
  for (const unsigned char byte : bytes) {
    if (absl::ascii_isalnum(byte) || plain.find(static_cast<char>(byte)) != plain.npos) {
      text += static_cast<char>(byte);
    } else {
      absl::StrAppendFormat(&text, "%%%02X", byte);
    }
  }
  return text;
}

std::string WithThousands(uint64_t number) {
  std::string text = std::to_string(number);
  for (size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::string Sha256(std::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  return absl::BytesToHexString(std::string(std::begin(digest), std::end(digest)));
}

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);  // distances from a's first i bytes to each prefix of b
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitution});
    }
  }
  return row[b.size()];
}

}  // namespace racelab
