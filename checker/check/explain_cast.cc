// Names of threads and processes.
#include "checker/check/explain_cast.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "checker/trace/format.h"

namespace racelab {
namespace {

std::string ProcessName(int process) {
  return process == 0 ? "first process" : absl::StrCat("process ", process + 1);
}

}  // namespace

std::string Cast::Process(int process) const {
  return process == 0 ? "the first process" : ProcessName(process);
}

int Cast::ProcessOf(int task) const {
  return task < 0 || static_cast<size_t>(task) >= process_of_.size() ? -1 : process_of_[task];
}

bool Cast::HasThreads(int process) const {
  return std::count(process_of_.begin(), process_of_.end(), process) > 1;
}

const char* Cast::Plural(const std::vector<int>& tasks) const {
  std::set<int> processes;
  for (const int task : tasks) processes.insert(ProcessOf(task));
  return several_ && processes.size() == tasks.size() ? "processes" : "threads";
}

std::string Cast::TaskName(int task) const {
  if (!several_) return task == 0 ? "main thread" : absl::StrCat("thread ", task);
  const int process = ProcessOf(task);
  if (process < 0) return "unknown process";
  if (!HasThreads(process)) return ProcessName(process);
  const auto before = std::count(process_of_.begin(), process_of_.begin() + task, process);
  return absl::StrCat(before == 0 ? "main thread" : absl::StrCat("thread ", before), " of ",
                      Process(process));
}

std::string Cast::Who(int task) const {
  const std::string name = TaskName(task);
  const bool numbered = name.starts_with("thread ") || name.starts_with("process ");
  if (name.starts_with("unknown")) return "an " + name;
  return numbered ? name : "the " + name;
}

std::string Cast::WhoseProcess(int task) const {
  const int process = ProcessOf(task);
  return process < 0 ? "an unknown process" : Process(process);
}

std::string Cast::Processes(uint64_t mask, int self, const char* before) const {
  std::vector<std::string> names;
  for (int process = 0; process < static_cast<int>(trace::kMaxProcesses); ++process) {
    if ((mask >> process & 1) == 0) continue;
    names.push_back(absl::StrCat(before, Process(process), process == self ? " itself" : ""));
  }
  std::string all;
  for (size_t i = 0; i < names.size(); ++i) {
    absl::StrAppend(&all, i == 0 ? "" : i + 1 == names.size() ? " and " : ", ", names[i]);
  }
  return all;
}

}  // namespace racelab
