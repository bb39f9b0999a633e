// Walks along a format and its arguments.
#include "checker/runtime/print_arguments.h"

#include "checker/runtime/caller.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

bool IsOneOf(char letter, const char* letters) {
  for (; *letters != 0; ++letters) {
    if (*letters == letter) return true;
  }
  return false;
}

bool IsDigit(char letter) { return letter >= '0' && letter <= '9'; }

// "%-5.3ls" or "%*[^,]" in parts.
struct Conversion {
  bool skips = false;  // "*" of scanf
  bool makes = false;  // "m" of scanf: memory for the text
  long width = -1;     // or what bounds a text of printf; -1: not given
  size_t bytes = 4;    // of a number, by its modifiers
  bool wide = false;   // letters of 4 bytes, or long double
  char letter = 0;     // 0: the format ends, or is nothing for us
};

size_t BytesAfter(const char*& at) {
  size_t bytes = 4;
  for (; IsOneOf(*at, "hlLqjzt"); ++at) bytes = *at != 'h' ? 8 : bytes == 2 ? 1 : 2;
  return bytes;
}

long NumberAt(const char*& at) {
  long number = 0;
  for (; IsDigit(*at); ++at) number = number < 1'000'000'000 ? number * 10 + (*at - '0') : number;
  return number;
}

// To the next '%' that begins a conversion; nullptr: there is none.
const char* NextConversion(const char* at) {
  for (; *at != 0; ++at) {
    if (*at != '%') continue;
    if (at[1] != '%') return at + 1;
    ++at;
  }
  return nullptr;
}

}  // namespace

void ReadTexts(const char* format, va_list arguments, uint32_t pc) {
  for (const char* at = format; (at = NextConversion(at)) != nullptr; ++at) {
    while (IsOneOf(*at, "-+ #0'I")) ++at;
    if (*at == '*') va_arg(arguments, int), ++at;
    NumberAt(at);
    if (*at == '$') return;
    long most = -1;
    if (*at == '.') {
      most = *++at == '*' ? va_arg(arguments, int) : NumberAt(at);
      if (*at == '*') ++at;
    }
    const bool wide = *at == 'l' || *at == 'L';
    BytesAfter(at);
    if (*at == 's' && !wide) {
      const char* text = va_arg(arguments, const char*);
      size_t length = 0;
      while (text != nullptr && (most < 0 || length < static_cast<size_t>(most))) {
        if (text[length++] == 0) break;
      }
      if (length > 0) Access(Address(text), length, false, pc);
    } else if (IsOneOf(*at, "aAeEfFgG")) {
      wide&& at[-1] == 'L' ? static_cast<void>(va_arg(arguments, long double))
                           : static_cast<void>(va_arg(arguments, double));
    } else if (IsOneOf(*at, "diouxXcCsSpn")) {
      va_arg(arguments, long);
    } else if (*at != 'm') {
      return;
    }
  }
}

namespace {

// The end of "[^]a]" behind the bracket.
const char* EndOfSet(const char* at) {
  if (*at == '^') ++at;
  if (*at == ']') ++at;
  while (*at != 0 && *at != ']') ++at;
  return at;
}

Conversion ReadConversion(const char*& at) {
  Conversion found;
  if (*at == '*') found.skips = true, ++at;
  if (IsDigit(*at)) found.width = NumberAt(at);
  if (*at == '$') return found;
  if (*at == 'm') found.makes = true, ++at;
  const char* const modifiers = at;
  found.bytes = BytesAfter(at);
  found.wide = at != modifiers && *modifiers != 'h';
  found.letter = *at;
  if (*at == '[') at = EndOfSet(at + 1);
  return found;
}

// How much a conversion that was done has written; 0 where we do not know it.
size_t BytesOf(const Conversion& done, const void* at) {
  if (done.makes) return sizeof(char*);
  if (IsOneOf(done.letter, "diouxX")) return done.bytes;
  if (done.letter == 'p') return sizeof(void*);
  if (IsOneOf(done.letter, "aAeEfFgG")) return done.bytes == 8 && done.wide ? 8 : 4;
  if (done.wide) return 0;
  if (IsOneOf(done.letter, "s[")) return Length(static_cast<const char*>(at)) + 1;
  if (done.letter == 'c') return done.width < 0 ? 1 : static_cast<size_t>(done.width);
  return 0;
}

}  // namespace

void WroteArguments(const char* format, va_list arguments, int count, uint32_t pc) {
  for (const char* at = format; count > 0 && (at = NextConversion(at)) != nullptr; ++at) {
    const Conversion found = ReadConversion(at);
    if (!IsOneOf(found.letter, "diouxXpaAeEfFgGs[cn")) return;
    if (found.skips) continue;
    void* to = va_arg(arguments, void*);
    const size_t bytes = found.letter == 'n' ? found.bytes : BytesOf(found, to);
    if (bytes > 0) Access(Address(to), bytes, true, pc);
    if (found.letter != 'n') --count;
  }
}

}  // namespace racelab::rt
