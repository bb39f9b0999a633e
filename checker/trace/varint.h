// Numbers of variable length in a string of bytes (LEB128): small ones stay short.
//
// **Thread safety**: values of one thread.
#ifndef RACELAB_CHECKER_TRACE_VARINT_H_
#define RACELAB_CHECKER_TRACE_VARINT_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace racelab::trace {

// Seven bits a byte, lowest first.
class VarintWriter {
 public:
  void Number(uint64_t value) {
    for (; value >= 128; value >>= 7) bytes_.push_back(static_cast<char>(value | 128));
    bytes_.push_back(static_cast<char>(value));
  }
  void Text(std::string_view text) {
    Number(text.size());
    bytes_ += text;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// After the first number that is missing or too large, all are 0 and ok() is false.
class VarintReader {
 public:
  explicit VarintReader(std::string_view bytes) : bytes_(bytes) {}
  uint64_t Number(uint64_t largest = ~uint64_t{0}) {
    uint64_t value = 0;
    for (int shift = 0; ok_; shift += 7) {
      if (bytes_.empty() || shift > 63) return Fail();
      const uint64_t byte = static_cast<uint8_t>(bytes_.front());
      bytes_.remove_prefix(1);
      if (shift == 63 && byte > 1) return Fail();
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return ok_ && value <= largest ? value : Fail();
  }
  uint32_t Small(uint64_t largest = ~uint32_t{0}) { return static_cast<uint32_t>(Number(largest)); }
  std::string Text(uint64_t longest) {
    const uint64_t size = Number(std::min<uint64_t>(longest, bytes_.size()));
    const std::string text(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return text;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  uint64_t Fail() {
    ok_ = false;
    bytes_ = {};
    return 0;
  }
  std::string_view bytes_;
  bool ok_ = true;
};

// Points are written as differences: the decisions of one task come in order, and those of several
// tasks advance together, so most differences are small. Zigzag keeps small negatives small.
inline uint64_t ZigZag(int64_t value) {
  return (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);
}
inline int64_t UnZigZag(uint64_t value) {
  return static_cast<int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

}  // namespace racelab::trace

#endif  // RACELAB_CHECKER_TRACE_VARINT_H_
