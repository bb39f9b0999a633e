// Text layout by code points; input is valid UTF-8 after ShowText.
#include "checker/report/layout.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/text.h"

namespace racelab {
namespace {

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The length of the character that starts at `at`. REQUIRES: valid UTF-8.
size_t CharacterBytes(std::string_view text, size_t at) {
  size_t end = at + 1;
  while (end < text.size() && IsContinuation(text[end])) ++end;
  return end - at;
}

uint32_t CodePoint(std::string_view bytes) {
  const unsigned char first = bytes[0];
  if (bytes.size() == 1) return first;
  uint32_t code = first & (0xFF >> (bytes.size() + 1));
  for (char byte : bytes.substr(1)) code = code << 6 | (static_cast<unsigned char>(byte) & 0x3F);
  return code;
}

const char* NearestAscii(uint32_t code) {
  switch (code) {
    case 0x2018:
    case 0x2019: return "'";
    case 0x201C:
    case 0x201D: return "\"";
    case 0x2013:
    case 0x2014: return "-";
    case 0x2026: return "...";
    default: return "?";
  }
}

}  // namespace

std::string ShowText(std::string_view bytes, bool unicode) {
  const std::string clean = CleanText(bytes);
  std::string shown;
  for (size_t at = 0; at < clean.size();) {
    const size_t length = CharacterBytes(clean, at);
    const std::string_view character = std::string_view(clean).substr(at, length);
    const uint32_t code = CodePoint(character);
    if (code == '\t') {
      shown += "    ";
    } else if (code < 0x80 || unicode) {
      shown += character;
    } else {
      shown += NearestAscii(code);
    }
    at += length;
  }
  return shown;
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  for (char byte : text) width += !IsContinuation(byte);
  return width;
}

std::string Cut(std::string_view text, size_t width) {
  size_t at = 0;
  while (at < text.size() && width-- > 0) at += CharacterBytes(text, at);
  return std::string(text.substr(0, at));
}

std::vector<std::string> Wrap(std::string_view text, size_t width) {
  std::vector<std::string> lines;
  for (absl::string_view paragraph :
       absl::StrSplit(absl::string_view(text.data(), text.size()), '\n')) {
    std::string line;
    for (absl::string_view piece : absl::StrSplit(paragraph, ' ', absl::SkipEmpty())) {
      std::string word(piece);
      if (!line.empty() && DisplayWidth(line) + 1 + DisplayWidth(word) > width) {
        lines.push_back(std::move(line));
        line.clear();
      }
      while (DisplayWidth(word) > width) {
        lines.push_back(Cut(word, width));
        word.erase(0, lines.back().size());
      }
      line += (line.empty() ? "" : " ") + word;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string PadRight(std::string_view text, size_t width) {
  const size_t used = DisplayWidth(text);
  return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string PadLeft(std::string_view text, size_t width) {
  const size_t used = DisplayWidth(text);
  return std::string(used < width ? width - used : 0, ' ') + std::string(text);
}

}  // namespace racelab
