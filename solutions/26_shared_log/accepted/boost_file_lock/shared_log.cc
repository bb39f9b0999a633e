// SharedLog: Boost.Interprocess locks a file of its own for the process, and a boost::mutex keeps
// its threads apart.
#include "shared_log.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <boost/interprocess/sync/file_lock.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
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

// Makes the file if it is not there.
const char* Made(const std::string& path) {
  const File file(path, O_RDWR | O_CREAT);
  return path.c_str();
}

}  // namespace

struct SharedLog::Impl {
  explicit Impl(const std::string& where) : folder(where), processes(Made(where + "/lock")) {}

  std::string folder;
  int log = -1;
  boost::mutex threads;                      // of this process
  boost::interprocess::file_lock processes;  // is never opened a second time
};

SharedLog::SharedLog(const std::string& folder) : impl_(new Impl(folder)) {
  impl_->log = open((folder + "/log").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (impl_->log < 0) throw std::system_error(errno, std::generic_category(), "open");
}

SharedLog::~SharedLog() { close(impl_->log); }

void SharedLog::Append(const std::string& line) {
  const std::string whole = line + "\n";
  if (write(impl_->log, whole.data(), whole.size()) < 0) {
    throw std::system_error(errno, std::generic_category(), "write");
  }
}

long SharedLog::NextNumber() {
  const boost::lock_guard<boost::mutex> threads(impl_->threads);
  const boost::lock_guard<boost::interprocess::file_lock> processes(impl_->processes);
  const File file(impl_->folder + "/number", O_RDWR | O_CREAT);
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
