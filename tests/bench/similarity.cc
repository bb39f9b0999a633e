// Measures the hint of similarity on the answer bank: how alike answers are that differ, how alike
// disguised copies are, and what a class of 200 costs (docs/reference/similarity.md).
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"
#include "checker/classroom/winnowing.h"
#include "checker/lab/catalog.h"
#include "tests/support/disguise.h"

namespace racelab {
namespace {

constexpr int kStudents = 200;
constexpr int kLabs = 6;

Sources FilesOf(const Lab& lab, const std::filesystem::path& folder) {
  Sources sources;
  for (const std::string& file : lab.manifest.edit) {
    absl::StatusOr<std::string> text = ReadFile(folder / file);
    if (!text.ok()) text = ReadFile(lab.folder / file);
    sources.push_back({file, text.value()});
  }
  return sources;
}

// Right answers of one lab, the reference first.
struct Bank {
  std::vector<std::string> names;
  std::vector<Sources> sources;
};

Bank RightAnswers(const Lab& lab) {
  Bank bank;
  const std::vector<Answer> answers = LoadAnswers(lab).value();
  for (const Answer& answer : answers) {
    if (answer.claim == Answer::Claim::kStarter || answer.claim == Answer::Claim::kWrong) continue;
    bank.names.push_back(answer.name);
    bank.sources.push_back(FilesOf(lab, answer.folder));
  }
  return bank;
}

struct Measured {
  double share = 0;
  int common = 0;
  std::string who;
};

// Every pair, however little they have in common.
WinnowingOptions All() {
  WinnowingOptions options;
  options.least_common = 1;
  options.least_share = 0;
  options.common_to = 1 << 20;
  return options;
}

void Count(const char* what, size_t all, const std::vector<Measured>& pairs) {
  const WinnowingOptions options;
  std::printf("%s: %zu; with %d fingerprints in common and a share of at least\n ", what, all,
              options.least_common);
  for (const double share : {0.5, 0.6, 0.7, 0.8, 0.85, 0.9}) {
    int alike = 0;
    for (const Measured& pair : pairs) {
      alike += pair.common >= options.least_common && pair.share >= share;
    }
    std::printf("  %.2f: %d", share, alike);
  }
  std::printf("\n");
}

void Accuracy(const std::vector<Lab>& labs) {
  const WinnowingOptions options;
  std::vector<Measured> different, copies;
  size_t all_different = 0, all_copies = 0;
  for (const Lab& lab : labs) {
    const Bank bank = RightAnswers(lab);
    const Sources given = GivenSources(lab.folder);
    const size_t size = bank.sources.size();
    all_different += size * (size - 1) / 2;
    all_copies += size;
    for (const SimilarPair& pair : FindSimilar(bank.sources, given, All())) {
      different.push_back({pair.share, pair.common,
                           absl::StrCat(lab.id, " ", bank.names[pair.a], " ", bank.names[pair.b])});
    }
    for (const Sources& original : bank.sources) {
      Sources copy = original;
      for (SourceText& source : copy) source.text = Disguise(source.text);
      for (const SimilarPair& pair : FindSimilar({original, copy}, given, All())) {
        copies.push_back({pair.share, pair.common, ""});
      }
    }
  }
  Count("disguised copies", all_copies, copies);
  Count("pairs of right answers that differ", all_different, different);
  for (const Measured& pair : different) {
    if (pair.common < options.least_common || pair.share < options.least_share) continue;
    std::printf("  %.2f of %d: %s\n", pair.share, pair.common, pair.who.c_str());
  }
}

// Nothing is left out as common to many, so it costs more than a real class.
void Cost(const std::vector<Lab>& labs) {
  WinnowingOptions options;
  options.common_to = 1 << 20;
  size_t pairs = 0, done = 0;
  const auto begin = std::chrono::steady_clock::now();
  for (const Lab& lab : labs) {
    if (done++ == kLabs) break;
    const Bank bank = RightAnswers(lab);
    std::vector<Sources> authors;
    for (int i = 0; i < kStudents; ++i) authors.push_back(bank.sources[i % bank.sources.size()]);
    pairs += FindSimilar(authors, GivenSources(lab.folder), options).size();
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::printf("%d students, %d labs: %.1f s; %zu pairs alike\n", kStudents, kLabs, seconds.count(),
              pairs);
}

}  // namespace
}  // namespace racelab

int main() {
  const std::vector<racelab::Lab> labs = racelab::LoadCatalog(RACELAB_SOURCE_DIR).value();
  racelab::Accuracy(labs);
  racelab::Cost(labs);
}
