// SharedLog: a robust mutex in memory that all processes share. The number is one write of eight
// bytes.
#include "shared_log.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <mutex>
#include <new>
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

// In shared memory. Whoever dies with it leaves it to the next one.
class RobustMutex {
 public:
  RobustMutex() {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&mutex_, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  ~RobustMutex() { pthread_mutex_destroy(&mutex_); }
  void lock() {
    const int error = pthread_mutex_lock(&mutex_);
    if (error == EOWNERDEAD) {
      pthread_mutex_consistent(&mutex_);  // the file is right before and after its one write
    } else if (error != 0) {
      throw std::system_error(error, std::generic_category(), "pthread_mutex_lock");
    }
  }
  void unlock() { pthread_mutex_unlock(&mutex_); }

 private:
  pthread_mutex_t mutex_;
};

}  // namespace

struct SharedLog::Impl {
  std::string folder;
  int log = -1;
  RobustMutex* mutex = nullptr;
};

SharedLog::SharedLog(const std::string& folder) : impl_(new Impl) {
  impl_->folder = folder;
  void* memory =
      mmap(nullptr, sizeof(RobustMutex), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
  impl_->mutex = new (memory) RobustMutex;
  impl_->log = open((folder + "/log").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (impl_->log < 0) throw std::system_error(errno, std::generic_category(), "open");
}

SharedLog::~SharedLog() {
  impl_->mutex->~RobustMutex();
  munmap(impl_->mutex, sizeof(RobustMutex));
  close(impl_->log);
}

void SharedLog::Append(const std::string& line) {
  const std::string whole = line + "\n";
  if (write(impl_->log, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
}

long SharedLog::NextNumber() {
  const File file(impl_->folder + "/number", O_RDWR | O_CREAT);
  const std::lock_guard<RobustMutex> lock(*impl_->mutex);
  long number = 0;
  pread(file, &number, sizeof number, 0);
  ++number;
  pwrite(file, &number, sizeof number, 0);
  return number;
}

void SharedLog::SetStatus(const std::string& text) {
  std::string path = impl_->folder + "/new-XXXXXX";
  const int file = mkstemp(path.data());  // a name that nobody else has
  if (file < 0 || write(file, text.data(), text.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), path);
  }
  close(file);
  rename(path.c_str(), (impl_->folder + "/status").c_str());
}

std::string SharedLog::Status() const {
  std::ifstream file(impl_->folder + "/status");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
