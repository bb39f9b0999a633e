// SharedLog: the code to repair. Three files in a folder: log, number, status.
#include "shared_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

struct SharedLog::Impl {
  std::string folder;
};

SharedLog::SharedLog(const std::string& folder) : impl_(new Impl) {
  impl_->folder = folder;
  const int log = open((folder + "/log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (log < 0) throw std::system_error(errno, std::generic_category(), "open");
  close(log);
}

SharedLog::~SharedLog() = default;

void SharedLog::Append(const std::string& line) {
  const int log = open((impl_->folder + "/log").c_str(), O_WRONLY | O_CLOEXEC);
  lseek(log, 0, SEEK_END);
  write(log, line.data(), line.size());
  write(log, "\n", 1);
  close(log);
}

long SharedLog::NextNumber() {
  const std::string path = impl_->folder + "/number";
  long number = 0;
  std::ifstream(path) >> number;
  ++number;
  std::ofstream(path) << number;
  return number;
}

void SharedLog::SetStatus(const std::string& text) {
  std::ofstream(impl_->folder + "/status") << text;
}

std::string SharedLog::Status() const {
  std::ifstream file(impl_->folder + "/status");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
