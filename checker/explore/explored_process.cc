// Starting, talking to and ending of an explored program.
#include "checker/explore/explored_process.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "checker/base/interrupt.h"
#include "checker/base/stopwatch.h"

namespace racelab::explore {
namespace {

constexpr size_t kOutput = 16 << 10;

struct Pair {
  Descriptor ours, theirs;
};

// Socket pairs, because a write to one whose other end has gone can be told not to raise SIGPIPE.
Pair MakePair() {
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return {};
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

void AddVariable(Command& command, const std::string& variable) {
  if (!command.environment) {
    command.environment.emplace();
    for (char** entry = environ; *entry != nullptr; ++entry) command.environment->push_back(*entry);
  }
  std::vector<std::string>& all = *command.environment;
  const std::string name = variable.substr(0, variable.find('=') + 1);
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const std::string& entry) { return entry.rfind(name, 0) == 0; }),
            all.end());
  all.push_back(variable);
}

}  // namespace

absl::StatusOr<std::unique_ptr<ExploredProcess>> ExploredProcess::Start(Command command,
                                                                        int region_descriptor) {
  Pair commands = MakePair(), answers = MakePair();
  if (commands.theirs.get() < 0 || answers.theirs.get() < 0) {
    return absl::UnavailableError(
        absl::StrCat("no pipes to the explored program: ", std::strerror(errno)));
  }
  const int region = region_descriptor, in = commands.theirs.get(), out = answers.theirs.get();
  AddVariable(command, absl::StrCat("RACELAB_EXPLORE=", region, ",", in, ",", out));
  // Functions are looked up once, and not in every execution again.
  AddVariable(command, "LD_BIND_NOW=1");
  command.inherit.insert(command.inherit.end(), {region, in, out});
  command.merge_stderr = true;
  absl::StatusOr<Spawned> child = Spawn(command);
  if (!child.ok()) return child.status();
  std::unique_ptr<ExploredProcess> process(new ExploredProcess(*std::move(child)));
  process->commands_ = std::move(commands.ours);
  process->answers_ = std::move(answers.ours);
  return process;
}

ExploredProcess::~ExploredProcess() { End(); }

void ExploredProcess::Send(uint32_t number) {
  ssize_t sent;
  do {
    sent = send(commands_.get(), &number, sizeof number, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
}

void ExploredProcess::ReadOutput() {
  char buffer[64 << 10];
  const ssize_t n = read(child_.output.get(), buffer, sizeof buffer);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (n <= 0) return child_.output.Close();
  output_.append(buffer, static_cast<size_t>(n));
  if (output_.size() > kOutput) output_.erase(0, output_.size() - kOutput);
}

absl::StatusOr<Answer> ExploredProcess::Await(absl::Duration patience) {
  const Stopwatch stopwatch;
  while (true) {
    pollfd set[] = {{answers_.get(), POLLIN, 0},
                    {child_.exited.get(), POLLIN, 0},
                    {child_.output.get(), POLLIN, 0},
                    {InterruptDescriptor(), POLLIN, 0}};
    const int64_t left = absl::ToInt64Milliseconds(patience - stopwatch.Elapsed());
    if (left <= 0) return Answer{Answer::kTimeout};
    // Without pidfd (before Linux 5.3) the end is looked for ten times a second.
    const int64_t tick = child_.exited.get() < 0 ? 100 : 3'600'000;
    if (poll(set, 4, static_cast<int>(std::min(left, tick))) < 0) continue;
    if (set[3].revents != 0) return absl::CancelledError("interrupted");
    if (set[2].revents != 0) ReadOutput();
    if (set[0].revents != 0) {
      char bytes[sizeof(uint32_t)];
      const ssize_t n = read(answers_.get(), bytes, sizeof bytes - received_.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return Answer{Answer::kEnded};
      received_.append(bytes, static_cast<size_t>(n));
      if (received_.size() < sizeof(uint32_t)) continue;
      Answer answer{Answer::kNumber};
      std::memcpy(&answer.number, received_.data(), sizeof answer.number);
      received_.clear();
      return answer;
    }
    // A child of the program may hold its end of the socket open for ever.
    if (HasEnded(child_)) return Answer{Answer::kEnded};
  }
}

std::string ExploredProcess::End() {
  if (child_.pid < 0) return "";
  // It may have closed its descriptors a moment before it ends by itself.
  if (child_.exited.get() >= 0 && commands_.get() >= 0) {
    commands_.Close();
    pollfd exited = {child_.exited.get(), POLLIN, 0};
    poll(&exited, 1, 1'000);
  }
  const bool killed = !HasEnded(child_);
  KillGroup(child_);
  if (child_.output.get() >= 0) {
    fcntl(child_.output.get(), F_SETFL, O_NONBLOCK);
    for (int i = 0; i < 4 && child_.output.get() >= 0; ++i) ReadOutput();
  }
  int status = 0;
  while (waitpid(child_.pid, &status, 0) < 0 && errno == EINTR) {
  }
  child_.pid = -1;
  if (killed) return "killed";
  if (!WIFSIGNALED(status)) return absl::StrCat("exit code ", WEXITSTATUS(status));
  return absl::StrCat("signal ", WTERMSIG(status), " (", strsignal(WTERMSIG(status)), ")");
}

}  // namespace racelab::explore
