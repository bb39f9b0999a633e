// HeldJobs and Reports: start jobs that end at one moment, and check what the table says of them.
#ifndef RACELAB_LABS_28_SIGCHLD_HELD_JOBS_H_
#define RACELAB_LABS_28_SIGCHLD_HELD_JOBS_H_

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <vector>

#include "gtest/gtest.h"
#include "job_table.h"
#include "labs/kit/processes.h"

namespace lab_28 {

// Exit codes of a job that is not content.
inline constexpr int kBlocked = 92;
inline constexpr int kOthersNotBlocked = 93;
inline constexpr int kOtherHandler = 94;
inline constexpr int kDoesNotSleep = 95;

inline const char* Reason(int code) {
  switch (code) {
    case kBlocked: return ": SIGCHLD is blocked there, and was not before";
    case kOthersNotBlocked: return ": a signal that was blocked before is not blocked there";
    case kOtherHandler: return ": SIGCHLD is handled otherwise there than before";
    case kDoesNotSleep: return ": Wait() wakes up again and again though nothing has happened";
    default: return "";
  }
}

// Carries numbers between processes, in the order in which they are sent.
class Channel {
 public:
  Channel() {
    if (pipe(ends_) != 0) throw std::runtime_error("no pipe for the test");
  }
  ~Channel() {
    close(ends_[0]);
    close(ends_[1]);
  }
  void Send(int number = 0) const {
    while (write(ends_[1], &number, sizeof number) < 0) continue;
  }
  int Receive() const {
    int number = -1;
    while (TryReceive(&number) < 0) continue;
    return number;
  }
  ssize_t TryReceive(int* number) const { return read(ends_[0], number, sizeof *number); }

 private:
  int ends_[2];
};

// Waits until the child has ended, and leaves it to others to collect it.
inline void AwaitEnd(pid_t process) {
  siginfo_t info;
  while (waitid(P_PID, process, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
  }
}

// Blocks a signal as long as it exists.
class Blocked {
 public:
  explicit Blocked(int signal) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    sigprocmask(SIG_BLOCK, &set, &before_);
  }
  ~Blocked() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

// What the table has reported: the code of each job, by number.
class Reports {
 public:
  void Add(const Ended& ended) {
    EXPECT_TRUE(codes_.emplace(ended.job, ended.code).second)
        << "job " << ended.job << " was reported twice";
  }
  void Add(const std::vector<Ended>& all) {
    for (const Ended& ended : all) Add(ended);
  }
  void AddTheRest(JobTable& table) {
    while (const std::optional<Ended> ended = table.Wait()) Add(*ended);
  }
  // Exactly the jobs 1 to `count`, which ended with the codes `code_of`(0), `code_of`(1) and so on.
  void Expect(int count, const std::function<int(int)>& code_of) const {
    EXPECT_EQ(static_cast<int>(codes_.size()), count) << "so many jobs have ended";
    for (const auto& [job, code] : codes_) {
      if (job < 1 || job > count) {
        ADD_FAILURE() << "job " << job << " was reported, but there is none";
      } else {
        EXPECT_EQ(code, code_of(job - 1)) << "job " << job << Reason(code);
      }
    }
  }

 private:
  std::map<int, int> codes_;
};

// Starts `count` jobs, which call `job`(0), `job`(1) and so on when they are let go.
class HeldJobs {
 public:
  HeldJobs(JobTable& table, int count, const std::function<int(int)>& job) {
    for (int i = 0; i < count; ++i) {
      table.Start([this, i, job] {
        started_.Send(getpid());
        go_.Receive();
        return job(i);
      });
    }
    for (int i = 0; i < count; ++i) processes_.push_back(started_.Receive());
  }

  // Lets all of them go, and waits until all of them have ended: for the caller at one moment.
  void End() const {
    const Blocked blocked(SIGCHLD);
    for (size_t i = 0; i < processes_.size(); ++i) go_.Send();
    for (const pid_t process : processes_) AwaitEnd(process);
  }

 private:
  Channel started_, go_;
  std::vector<pid_t> processes_;
};

// A job that returns `code` plus its number from 0 on.
inline std::function<int(int)> Returns(int code) {
  return [code](int i) { return code + i; };
}

inline void ExpectJob(const std::optional<Ended>& ended, int job, int code) {
  ASSERT_TRUE(ended.has_value()) << "Wait() gave up, and job " << job << " is not reported yet";
  EXPECT_EQ(ended->job, job);
  EXPECT_EQ(ended->code, code) << "job " << job << Reason(ended->code);
}

inline void ExpectCollected(JobTable& table, int count, const std::function<int(int)>& code_of) {
  Reports reports;
  reports.Add(table.Collect());
  reports.Expect(count, code_of);
}

inline void ExpectNothing(JobTable& table) {
  EXPECT_TRUE(table.Collect().empty()) << "a job was reported that has not ended, or twice";
}

// A child that has ended, but that nobody has waited for.
class OtherChild {
 public:
  OtherChild() : process_(fork()) {
    if (process_ == 0) _exit(8);
    AwaitEnd(process_);
  }
  void ExpectUntouched() const {
    EXPECT_EQ(kit::WaitFor(process_).code, 8) << "the table has taken a child of somebody else";
  }

 private:
  const pid_t process_;
};

}  // namespace lab_28

#endif  // RACELAB_LABS_28_SIGCHLD_HELD_JOBS_H_
