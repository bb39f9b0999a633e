// Doctor: what it says about machines that lack something.
#include "checker/cli/doctor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace racelab {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int64_t kGiB = int64_t{1} << 30;

DoctorFacts GoodMachine() {
  DoctorFacts facts;
  facts.compilers = {{"clang", "22.1.8", "/usr/bin/clang++-22", true, "", ""},
                     {"gcc", "12.2.0", "/usr/bin/g++", true, "", ""}};
  facts.mmap_rnd_bits = 28;
  facts.layers = {{kNamespaces, "", ""}, {kUid, "no root", "run as root"}, {kLandlock, "", ""}};
  facts.cores = 2;
  facts.memory_bytes = 8 * kGiB;
  facts.disks = {{"build cache", "/root/.cache", 50 * kGiB}, {"temporary files", "/tmp", 9 * kGiB}};
  facts.shm_bytes = kGiB;
  facts.queues_max = 256;
  facts.queue_messages_max = 10;
  facts.locale = "C.UTF-8";
  facts.utf8 = true;
  return facts;
}

// Everything that is not ok about the facts.
std::vector<DoctorLine> Complaints(const DoctorFacts& facts) {
  std::vector<DoctorLine> lines = Diagnose(facts);
  std::erase_if(lines, [](const DoctorLine& line) { return line.health == Health::kOk; });
  return lines;
}

testing::Matcher<DoctorLine> Line(Health health, std::string what, std::string value,
                                  std::string remedy) {
  return testing::AllOf(testing::Field(&DoctorLine::health, health),
                        testing::Field(&DoctorLine::what, what),
                        testing::Field(&DoctorLine::value, HasSubstr(value)),
                        testing::Field(&DoctorLine::remedy, HasSubstr(remedy)));
}

TEST(Doctor, HasNoComplaintAboutAGoodMachine) {
  EXPECT_THAT(Complaints(GoodMachine()), IsEmpty());
  EXPECT_THAT(Diagnose(GoodMachine()),
              testing::Contains(Line(Health::kOk, "compiler", "22.1.8", "")));
}

TEST(Doctor, NamesOneReference) {
  const std::string text = FormatDiagnosis(Diagnose(GoodMachine()));
  EXPECT_THAT(text, HasSubstr("clang 22.1.8 (/usr/bin/clang++-22), the reference\n"));
  EXPECT_THAT(text, HasSubstr("gcc 12.2.0 (/usr/bin/g++)\n"));
}

TEST(Doctor, EveryComplaintHasARemedyOfOneLine) {
  const std::vector<DoctorLine> lines = Complaints(DoctorFacts{});
  EXPECT_THAT(lines, Not(IsEmpty()));
  for (const DoctorLine& line : lines) {
    EXPECT_THAT(line.remedy, Not(IsEmpty())) << line.what;
    EXPECT_THAT(line.remedy, Not(HasSubstr("\n"))) << line.what;
  }
}

TEST(Doctor, WithoutAnyCompiler) {
  DoctorFacts facts = GoodMachine();
  facts.compilers.clear();
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kBad, "compiler", "no C++20 compiler", "--yes doctor")));
}

TEST(Doctor, WithoutClang) {
  DoctorFacts facts = GoodMachine();
  facts.compilers.erase(facts.compilers.begin());
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kWarn, "compiler", "no clang", "--yes doctor")));
}

TEST(Doctor, AClangWithoutTsanIsNotTheReference) {
  DoctorFacts facts = GoodMachine();
  std::swap(facts.compilers[0], facts.compilers[1]);
  facts.compilers[1].has_tsan = false;
  EXPECT_THAT(
      Complaints(facts),
      ElementsAre(Line(Health::kWarn, "compiler", "not its ThreadSanitizer", "libclang-rt-22-dev"),
                  Line(Health::kWarn, "tsan", "clang 22.1.8: its", "libclang-rt-22-dev")));
}

TEST(Doctor, AClangWithoutHeadersDoesNotCount) {
  DoctorFacts facts = GoodMachine();
  std::swap(facts.compilers[0], facts.compilers[1]);  // what is broken comes last
  facts.compilers[1].broken = "it cannot include <thread>; apt-get install libstdc++-13-dev";
  EXPECT_THAT(
      Complaints(facts),
      ElementsAre(Line(Health::kWarn, "compiler", "no clang that works", "install libstdc++"),
                  Line(Health::kWarn, "compiler", "clang++-22): does not work here",
                       "install libstdc++-13-dev")));
  facts.compilers.erase(facts.compilers.begin());
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kBad, "compiler", "does not work here", "libstdc++")));
}

TEST(Doctor, AnOldClangIsLessPrecise) {
  DoctorFacts facts = GoodMachine();
  facts.compilers[0].version = "14.0.6";
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kWarn, "compiler", "less precise", "clang-N")));
}

TEST(Doctor, ManyAddressBitsThatBreakTsan) {
  DoctorFacts facts = GoodMachine();
  facts.mmap_rnd_bits = 32;
  facts.compilers[0].tsan_failed = "it dies at start; sudo sysctl vm.mmap_rnd_bits=28";
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kBad, "tsan", "clang 22.1.8", "it dies at start"),
                          Line(Health::kBad, "aslr", "32; too many", "mmap_rnd_bits=28")));
}

TEST(Doctor, ManyAddressBitsThatTsanCopesWith) {
  DoctorFacts facts = GoodMachine();
  facts.mmap_rnd_bits = 32;
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kWarn, "aslr", "copes", "mmap_rnd_bits=28")));
}

TEST(Doctor, ASecondCompilerWithoutTsanIsOnlyAWarning) {
  DoctorFacts facts = GoodMachine();
  facts.mmap_rnd_bits = kUnknown;
  facts.compilers[1].has_tsan = false;
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kWarn, "tsan", "gcc 12.2.0: its", "libtsan")));
}

TEST(Doctor, NamesEveryLayerOfIsolation) {
  DoctorFacts facts = GoodMachine();
  std::vector<DoctorLine> lines = Diagnose(facts);
  std::erase_if(lines, [](const DoctorLine& line) { return line.what != "sandbox"; });
  // Most machines run without a user for each program, which is no warning.
  EXPECT_THAT(lines, ElementsAre(Line(Health::kOk, "sandbox", "namespaces: own processes", ""),
                                 Line(Health::kOk, "sandbox", "uid: inactive: no root", "as root"),
                                 Line(Health::kOk, "sandbox", "landlock: reads system", "")));
  facts.layers[0] = {kNamespaces, "bwrap is not installed", "apt-get install bubblewrap"};
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kWarn, "sandbox", "namespaces: inactive: bwrap is not",
                               "install bubblewrap")));
}

TEST(Doctor, PutsAReasonOfSeveralLinesOnOne) {
  DoctorFacts facts = GoodMachine();
  facts.layers[0] = {kNamespaces, "bwrap failed:\n  no permission\n", "go\non"};
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kWarn, "sandbox", "bwrap failed: no permission", "go on")));
}

TEST(Doctor, AFullDiskIsBadAndALowOneAWarning) {
  DoctorFacts facts = GoodMachine();
  facts.disks[0].free_bytes = 10 << 20;
  facts.disks[1].free_bytes = kGiB / 2;
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kBad, "disk", "10 MiB free in /root/.cache", "make room"),
                          Line(Health::kWarn, "disk", "512 MiB free in /tmp", "make room")));
}

TEST(Doctor, WithoutSharedMemoryOrQueues) {
  DoctorFacts facts = GoodMachine();
  facts.shm_bytes = kUnknown;
  facts.queues_max = kUnknown;
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kBad, "/dev/shm", "missing", "mount -t tmpfs"),
                          Line(Health::kWarn, "mqueue", "no POSIX message queues", "kernel")));
}

TEST(Doctor, ALocaleThatIsAskedForButNotInstalled) {
  DoctorFacts facts = GoodMachine();
  facts.locale = "de_DE.UTF-8";
  facts.utf8 = false;
  EXPECT_THAT(Complaints(facts),
              ElementsAre(Line(Health::kWarn, "locale", "de_DE.UTF-8: ", "LC_ALL=C.UTF-8")));
}

TEST(Doctor, PutsTheRemedyBelowAndCountsAtTheEnd) {
  const std::string text = FormatDiagnosis(
      {{Health::kOk, "cores", "2", ""}, {Health::kBad, "/dev/shm", "missing", "mount it"}});
  EXPECT_EQ(text,
            "ok    cores     2\n"
            "bad   /dev/shm  missing\n"
            "                -> mount it\n"
            "1 ok, 0 warn, 1 bad\n");
}

}  // namespace
}  // namespace racelab
