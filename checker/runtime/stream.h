// Reading and writing of pipes, sockets and files, for the stand-ins of all such functions.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_STREAM_H_
#define RACELAB_CHECKER_RUNTIME_STREAM_H_

#include <sys/uio.h>

#include <cstddef>
#include <cstdint>

namespace racelab::rt {

// All return -errno as the kernel does, and wait as the descriptor says.
long Read(int descriptor, void* to, size_t bytes, uint32_t pc);
long Write(int descriptor, const void* from, size_t bytes, uint32_t pc);
long ReadParts(int descriptor, const iovec* parts, int count, uint32_t pc);
long WriteParts(int descriptor, const iovec* parts, int count, uint32_t pc);
long Close(int descriptor, uint32_t pc);

// A copy of parts of a message of which some bytes have gone already.
class Rest {
 public:
  Rest(const iovec* parts, size_t count);
  void Skip(size_t bytes);
  size_t Bytes() const;
  iovec* Parts() { return parts_ + first_; }
  size_t Count() const { return count_ - first_; }

 private:
  static constexpr size_t kParts = 64;
  iovec parts_[kParts];
  size_t first_ = 0, count_;
};

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_STREAM_H_
