// Runs the compilers directly: the toolchain module must not be needed to test the harness.
#include "subject_run.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"

namespace racelab {
namespace {

namespace fs = std::filesystem;

const char kSubject[] = RACELAB_SOURCE_DIR "/tests/unit/harness/subject.cc";

std::string FindCompiler(const std::string& family) {
  if (family == "gcc") return FindInPath("g++");
  for (int version = 40; version >= 14; --version) {
    const std::string found = FindInPath(absl::StrCat("clang++-", version));
    if (!found.empty()) return found;
  }
  return "";
}

// A program that could not be started counts as one that failed.
CommandResult Unwrap(absl::StatusOr<CommandResult> result) {
  if (result.ok()) return *std::move(result);
  CommandResult failed;
  failed.code = -1;
  failed.out = std::string(result.status().message());
  return failed;
}

CommandResult RunIt(std::vector<std::string> argv) {
  Command command;
  command.argv = std::move(argv);
  command.merge_stderr = true;
  return Unwrap(RunCommand(command));
}

constexpr size_t kBegun = 1;  // lines of a record; with fewer, perhaps no handler is installed yet

// Asks every thread where it is.
void Ask(pid_t process) {
  std::error_code error;
  for (const auto& entry :
       fs::directory_iterator(absl::StrCat("/proc/", process, "/task"), error)) {
    syscall(SYS_tgkill, process, std::atoi(entry.path().filename().c_str()), SIGUSR2);
  }
}

}  // namespace

int MarkedLine(const std::string& name) {
  std::ifstream file(kSubject);
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (absl::EndsWith(line, "// line: " + name)) return number;
  }
  std::abort();  // a typo in the test
}

std::vector<Fields> ParseRecord(const std::string& record) {
  std::vector<Fields> lines;
  for (absl::string_view line : absl::StrSplit(record, '\n', absl::SkipEmpty())) {
    if (absl::ConsumePrefix(&line, "secret\t")) lines.push_back(absl::StrSplit(line, '\t'));
  }
  return lines;
}

std::vector<Fields> SubjectRun::Lines(const std::string& word) const {
  std::vector<Fields> found;
  for (const Fields& line : lines) {
    if (line[0] == word) found.push_back(line);
  }
  return found;
}

absl::StatusOr<Subject> Subject::Build(const std::string& family, bool tsan) {
  absl::StatusOr<TempDir> folder = TempDir::Create("harness");
  if (!folder.ok()) return folder.status();
  const std::string root = RACELAB_SOURCE_DIR;
  const std::string compiler = FindCompiler(family);
  if (compiler.empty()) return absl::NotFoundError("no compiler: " + family);
  std::vector<std::string> compile = {compiler,
                                      "-std=c++20",
                                      "-g",
                                      "-fno-omit-frame-pointer",
                                      "-fno-pie",
                                      "-pthread",
                                      "-Wall",
                                      "-Wextra",
                                      "-Wshadow",
                                      "-Werror",
                                      "-DBOOST_THREAD_VERSION=4",
                                      "-I" + root,
                                      "-include",
                                      root + "/checker/harness/boost_sleep.h",
                                      tsan ? "-O0" : "-O2"};
  std::vector<std::string> link = {"-no-pie",        "-pthread",       "-lgtest",
                                   "-lboost_thread", "-lboost_chrono", "-lboost_system"};
  if (tsan) {
    compile.push_back("-fsanitize=thread");
    link.push_back("-fsanitize=thread");
    for (const char* bits : {"8", "16", "32", "64"}) {
      link.push_back(absl::StrCat("-Wl,--wrap=__tsan_atomic", bits, "_load"));
    }
  }
  Subject subject(*std::move(folder), std::move(compile), std::move(link));
  std::vector<fs::path> sources = {kSubject};
  for (const auto& entry : fs::directory_iterator(root + "/checker/harness")) {
    // The explore variant has a main() of its own.
    if (entry.path().filename() == "explore_main.cc") continue;
    if (entry.path().extension() == ".cc") sources.push_back(entry.path());
  }
  for (const fs::path& source : sources) {
    const std::string object = subject.Path(source.stem().string() + ".o");
    std::vector<std::string> argv = subject.compile_;
    argv.insert(argv.end(), {"-c", source.string(), "-o", object});
    const CommandResult result = RunIt(argv);
    if (!result.Ok()) return absl::InternalError(result.out);
    if (source != kSubject) subject.objects_.push_back(object);
  }
  std::vector<std::string> objects = subject.objects_;
  objects.push_back(subject.Path("subject.o"));
  const CommandResult result = subject.Link(objects, "program");
  if (!result.Ok()) return absl::InternalError(result.out);
  return subject;
}

CommandResult Subject::Link(const std::vector<std::string>& objects,
                            const std::string& output) const {
  std::vector<std::string> argv = {compile_[0]};
  argv.insert(argv.end(), objects.begin(), objects.end());
  argv.insert(argv.end(), link_.begin(), link_.end());
  argv.insert(argv.end(), {"-o", Path(output)});
  return RunIt(argv);
}

CommandResult Subject::LinkWith(const fs::path& source) const {
  std::vector<std::string> objects = objects_;
  objects.push_back(Path("more.o"));
  std::vector<std::string> argv = compile_;
  argv.insert(argv.end(), {"-c", source.string(), "-o", objects.back()});
  CommandResult result = RunIt(argv);
  return result.Ok() ? Link(objects, "more") : result;
}

SubjectRun Subject::Run(const std::string& test, const std::string& perturb) const {
  SubjectRun run;
  Command command;
  // The shell opens the record and then is the program.
  command.argv = {"/bin/sh",
                  "-c",
                  "exec \"$0\" --gtest_filter=\"$1\" 3>\"$2\"",
                  Path("program"),
                  "Subject." + test,
                  Path("record")};
  command.environment = std::vector<std::string>{"RACELAB_RECORD_FD=3", "RACELAB_NONCE=secret",
                                                 "RACELAB_SEED=7", "RACELAB_PERTURB=" + perturb};
  command.timeout = absl::Seconds(30);
  run.result = Unwrap(RunCommand(command));
  run.record = ReadFile(Path("record")).value_or("");
  run.lines = ParseRecord(run.record);
  return run;
}

pid_t Subject::Start(const std::string& test, int record) const {
  const std::string program = Path("program");
  const std::string filter = "--gtest_filter=Subject." + test;
  const int silence = open("/dev/null", O_RDWR | O_CLOEXEC);
  const pid_t child = fork();
  if (child == 0) {
    dup2(silence, 1);
    alarm(60);  // a hang is a status, too
    setenv("RACELAB_RECORD_FD", absl::StrCat(record).c_str(), 1);
    setenv("RACELAB_NONCE", "secret", 1);
    execl(program.c_str(), program.c_str(), filter.c_str(), nullptr);
    _exit(127);
  }
  close(silence);
  return child;
}

std::vector<Fields> Subject::Record() const {
  return ParseRecord(ReadFile(Path("record")).value_or(""));
}

bool Subject::AnswersFrom(const std::string& test, const std::string& line_name) const {
  const int file = open(Path("record").c_str(), O_CREAT | O_TRUNC | O_RDWR, 0600);
  const pid_t child = Start(test, file);
  bool found = false;
  size_t seen = 0;
  std::map<std::string, int> times;  // that a thread stood there
  for (const absl::Time end = absl::Now() + absl::Seconds(60); !found && absl::Now() < end;) {
    absl::SleepFor(absl::Milliseconds(20));  // between two looks; orders nothing
    const std::vector<Fields> lines = Record();
    if (lines.size() < kBegun) continue;
    Ask(child);
    for (; seen < lines.size() && !found; ++seen) {
      // Who is stuck is seen again; looking up a line takes longer than getting there.
      if (lines[seen][0] != "where" || ++times[lines[seen].back()] != 2) continue;
      found = IsOnLine(lines[seen].back(), line_name);
    }
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(file);
  return found;
}

int Subject::StatusWhenAsked(const std::string& test) const {
  const int file = open(Path("record").c_str(), O_CREAT | O_TRUNC | O_RDWR, 0600);
  const pid_t child = Start(test, file);
  int status = 0;
  while (Record().size() < kBegun) absl::SleepFor(absl::Milliseconds(1));
  int asked = 0;  // in the end no more, so that a slow machine gets on
  while (waitpid(child, &status, asked < 300 ? WNOHANG : 0) == 0) ++asked, Ask(child);
  close(file);
  return status;
}

bool Subject::IsOnLine(const std::string& counters, const std::string& line_name) const {
  std::vector<std::string> argv = {"addr2line", "-i", "-e", Path("program")};
  for (absl::string_view counter : absl::StrSplit(counters, ',', absl::SkipEmpty())) {
    // The line of the instruction in front of a return address.
    argv.push_back(absl::StrCat(absl::Hex(std::stoull(std::string(counter), nullptr, 16) - 1)));
  }
  const std::string wanted = absl::StrCat("subject.cc:", MarkedLine(line_name));
  for (absl::string_view line : absl::StrSplit(RunIt(argv).out, absl::ByAnyChar("\n "))) {
    if (absl::EndsWith(line, wanted)) return true;
  }
  return false;
}

}  // namespace racelab
