// SharedLog: one lock for everything, on a file that each call opens for itself.
#include "shared_log.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace {

// An open file.
class File {
 public:
  File(const std::string& path, int flags) : number_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    if (number_ < 0) throw std::system_error(errno, std::generic_category(), path);
  }
  ~File() { close(number_); }
  operator int() const { return number_; }

 private:
  const int number_;
};

// Waits until nobody else has the lock. Closing the file gives it back.
void Lock(int file) {
  while (flock(file, LOCK_EX) != 0 && errno == EINTR) {
  }
}

}  // namespace

struct SharedLog::Impl {
  std::string folder;
};

SharedLog::SharedLog(const std::string& folder) : impl_(new Impl) {
  impl_->folder = folder;
  const File log(folder + "/log", O_WRONLY | O_CREAT);
}

SharedLog::~SharedLog() {}

void SharedLog::Append(const std::string& line) {
  const File lock(impl_->folder + "/lock", O_RDWR | O_CREAT);
  Lock(lock);
  const File log(impl_->folder + "/log", O_WRONLY);
  lseek(log, 0, SEEK_END);
  write(log, line.data(), line.size());
  write(log, "\n", 1);
}

long SharedLog::NextNumber() {
  const File lock(impl_->folder + "/lock", O_RDWR | O_CREAT);
  Lock(lock);
  const File file(impl_->folder + "/number", O_RDWR | O_CREAT);
  long number = 0;
  pread(file, &number, sizeof number, 0);
  ++number;
  pwrite(file, &number, sizeof number, 0);
  return number;
}

void SharedLog::SetStatus(const std::string& text) {
  const File lock(impl_->folder + "/lock", O_RDWR | O_CREAT);
  Lock(lock);
  const std::string path = impl_->folder + "/status.new";  // what a dead process left is replaced
  std::ofstream(path) << text;
  rename(path.c_str(), (impl_->folder + "/status").c_str());
}

std::string SharedLog::Status() const {
  std::ifstream file(impl_->folder + "/status");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
