// A filter of system calls (seccomp).
#include "checker/runtime/confine.h"

#include <asm/ioctls.h>
#include <asm/prctl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "checker/runtime/dirty_pages.h"
#include "checker/runtime/os.h"

#if defined(__x86_64__)
#include <ucontext.h>

// rt_confined_call(long number, const long* arguments): the filter knows it by where it stands.
__asm__(R"(
.text
.globl racelab_rt_confined_call
.hidden racelab_rt_confined_call
.hidden racelab_rt_confined_return
.type racelab_rt_confined_call, @function
racelab_rt_confined_call:
  mov %rdi, %rax
  mov (%rsi), %rdi
  mov 16(%rsi), %rdx
  mov 24(%rsi), %r10
  mov 32(%rsi), %r8
  mov 40(%rsi), %r9
  mov 8(%rsi), %rsi
  syscall
racelab_rt_confined_return:
  ret
.size racelab_rt_confined_call, .-racelab_rt_confined_call
)");

extern "C" long racelab_rt_confined_call(long number, const long* arguments);
extern "C" const char racelab_rt_confined_return[];

namespace racelab::rt {
namespace {

// What changes nothing that outlasts an execution, and no memory. The most frequent first.
// clang-format off
constexpr int kHarmless[] = {
    SYS_futex, SYS_sched_yield, SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid,
    SYS_getgid, SYS_getegid, SYS_getpgrp, SYS_sched_getscheduler, SYS_access, SYS_rt_sigreturn,
    SYS_exit_group
};
// What only asks: the kernel writes the answer where an argument says.
constexpr int kAsking[] = {
    SYS_clock_gettime, SYS_gettimeofday, SYS_time, SYS_clock_getres, SYS_getrandom, SYS_uname,
    SYS_sysinfo, SYS_getcpu, SYS_sched_getaffinity, SYS_sched_getparam, SYS_getrlimit,
    SYS_getrusage, SYS_times, SYS_fstat, SYS_newfstatat, SYS_stat, SYS_lstat, SYS_getcwd,
    SYS_rt_sigpending
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

  void Take(long call, uint32_t answer) {
    Add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(call), 0, 1);
    Add(BPF_RET | BPF_K, answer, 0, 0);
  }

  // Where argument number `argument` has the value, of which 32 bits count.
  void TakeWith(long call, unsigned argument, uint32_t value, uint32_t answer) {
    Add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(call), 0, 4);
    Load(static_cast<uint32_t>(offsetof(seccomp_data, args) + argument * sizeof(uint64_t)));
    Add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    Add(BPF_RET | BPF_K, answer, 0, 0);
    Load(offsetof(seccomp_data, nr));
  }

  // Every call that returns to `place`, of which 32 bits count.
  void TakeAt(const void* place) {
    Load(offsetof(seccomp_data, instruction_pointer));
    Add(BPF_JMP | BPF_JEQ | BPF_K, static_cast<uint32_t>(reinterpret_cast<uintptr_t>(place)), 0, 1);
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

// A call that writes an answer: first the pages are noted where it may do so. An argument that lies
// in them is taken for a place, and the one after it for its size, if it is one.
void OnAsked(int, siginfo_t* info, void* context) {
  greg_t* registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  const long arguments[7] = {registers[REG_RDI], registers[REG_RSI], registers[REG_RDX],
                             registers[REG_R10], registers[REG_R8],  registers[REG_R9]};
  constexpr long kAnyStructure = 4096, kMostBytes = 1 << 20;
  for (int i = 0; i < 6; ++i) {
    const long size = arguments[i + 1];
    NoteWrites(static_cast<uintptr_t>(arguments[i]), size > kAnyStructure && size < kMostBytes
                                                         ? static_cast<size_t>(size)
                                                         : static_cast<size_t>(kAnyStructure));
  }
  registers[REG_RAX] = racelab_rt_confined_call(info->si_syscall, arguments);
}

void AnswerAsked() {
  struct sigaction action = {};
  action.sa_sigaction = OnAsked;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  RACELAB_REAL(sigaction)(SIGSYS, &action, nullptr);
  const uint64_t needed = 1ull << (SIGSYS - 1) | 1ull << (SIGSEGV - 1);
  Sys(SYS_rt_sigprocmask, SIG_UNBLOCK, reinterpret_cast<long>(&needed), 0, sizeof needed);
}

}  // namespace

long ConfinedSys(long number, const long (&arguments)[6]) {
  return racelab_rt_confined_call(number, arguments);
}

bool Confine(int command, int reply) {
  constexpr uint32_t kAllow = SECCOMP_RET_ALLOW, kTrap = SECCOMP_RET_TRAP;
  AnswerAsked();
  Filter filter;
  for (const int call : kHarmless) filter.Take(call, kAllow);
  filter.TakeWith(SYS_arch_prctl, 0, ARCH_SET_FS, kAllow);
  filter.TakeWith(SYS_read, 0, static_cast<uint32_t>(command), kAllow);
  const int outputs[] = {1, 2, reply};
  for (const int output : outputs) {
    filter.TakeWith(SYS_write, 0, static_cast<uint32_t>(output), kAllow);
    filter.TakeWith(SYS_writev, 0, static_cast<uint32_t>(output), kAllow);
  }
  filter.TakeWith(SYS_madvise, 2, MADV_DONTNEED, kAllow);  // of the explorer's heap
  filter.TakeAt(racelab_rt_confined_return);
  for (const int call : kAsking) filter.Take(call, kTrap);
  filter.TakeWith(SYS_ioctl, 1, TCGETS, kTrap);
  filter.TakeWith(SYS_rt_sigprocmask, 1, 0, kTrap);  // no new mask
  filter.TakeWith(SYS_prlimit64, 2, 0, kTrap);       // no new limit
  return filter.Install();
}
}  // namespace racelab::rt

#else

namespace racelab::rt {

long ConfinedSys(long number, const long (&arguments)[6]) {
  return Sys(number, arguments[0], arguments[1], arguments[2]);
}
bool Confine(int, int) { return false; }

}  // namespace racelab::rt

#endif
