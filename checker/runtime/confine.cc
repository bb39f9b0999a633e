// A filter of system calls (seccomp).
#include "checker/runtime/confine.h"

#include <asm/ioctls.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "checker/runtime/os.h"

namespace racelab::rt {

#if defined(__x86_64__)
namespace {

// What only asks, and what changes nothing that outlasts an execution. The most frequent first.
// clang-format off
constexpr int kAsking[] = {
    SYS_arch_prctl, SYS_futex, SYS_sched_yield, SYS_clock_gettime, SYS_gettimeofday, SYS_time,
    SYS_clock_getres, SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid,
    SYS_getegid, SYS_getpgrp, SYS_getrandom, SYS_uname, SYS_sysinfo, SYS_getcpu,
    SYS_sched_getaffinity, SYS_sched_getscheduler, SYS_sched_getparam, SYS_getrlimit,
    SYS_getrusage, SYS_times, SYS_fstat, SYS_newfstatat, SYS_stat, SYS_lstat, SYS_access,
    SYS_getcwd, SYS_rt_sigpending, SYS_rt_sigreturn, SYS_exit_group
};
// clang-format on

class Filter {
 public:
  Filter() {
    Load(offsetof(seccomp_data, arch));
    Add(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
    Add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    Load(offsetof(seccomp_data, nr));
  }

  void Allow(long call) {
    Add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(call), 0, 1);
    Add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
  }

  // Where argument number `argument` has the value, of which 32 bits count.
  void AllowWith(long call, unsigned argument, uint32_t value) {
    Add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(call), 0, 4);
    Load(static_cast<uint32_t>(offsetof(seccomp_data, args) + argument * sizeof(uint64_t)));
    Add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    Add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
    Load(offsetof(seccomp_data, nr));
  }

  bool Install() {
    Add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    const sock_fprog program = {size_, code_};
    if (Sys(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1) != 0) return false;
    return Sys(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, reinterpret_cast<long>(&program)) == 0;
  }

 private:
  void Load(uint32_t offset) { Add(BPF_LD | BPF_W | BPF_ABS, offset, 0, 0); }
  void Add(int code, uint32_t value, uint8_t if_true, uint8_t if_false) {
    code_[size_++] = {static_cast<uint16_t>(code), if_true, if_false, value};
  }

  sock_filter code_[256];
  unsigned short size_ = 0;
};

}  // namespace

bool Confine(int command, int reply) {
  Filter filter;
  for (const int call : kAsking) {
    filter.Allow(call);
  }
  filter.AllowWith(SYS_read, 0, static_cast<uint32_t>(command));
  const int outputs[] = {1, 2, reply};
  for (const int output : outputs) {
    filter.AllowWith(SYS_write, 0, static_cast<uint32_t>(output));
    filter.AllowWith(SYS_writev, 0, static_cast<uint32_t>(output));
  }
  filter.AllowWith(SYS_ioctl, 1, TCGETS);
  filter.AllowWith(SYS_madvise, 2, 4);             // MADV_DONTNEED, of the explorer's heap
  filter.AllowWith(SYS_rt_sigprocmask, 1, 0);      // asks only
  filter.AllowWith(SYS_rt_sigaction, 0, SIGPIPE);  // every execution ignores it
  return filter.Install();
}
#else
bool Confine(int, int) { return false; }
#endif

}  // namespace racelab::rt
