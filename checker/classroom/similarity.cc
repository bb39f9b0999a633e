// Compares the fingerprints of authors two by two, and finds the lines that belong to them.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "checker/classroom/winnowing.h"

namespace racelab {
namespace {

struct Print {
  size_t file;  // number of the author's
  Fingerprint print;
};

// By hash, in the order of the text.
using Prints = std::map<uint64_t, std::vector<Print>>;

Prints PrintsOf(const Sources& sources, const WinnowingOptions& options) {
  Prints prints;
  for (size_t file = 0; file < sources.size(); ++file) {
    for (const Fingerprint& print : Winnow(sources[file].text, options)) {
      prints[print.hash].push_back({file, print});
    }
  }
  return prints;
}

// What says nothing about two authors: it was given, or many have it.
std::set<uint64_t> Uninteresting(const std::vector<Prints>& authors, const Sources& given,
                                 const WinnowingOptions& options) {
  std::set<uint64_t> hashes;
  // Every gram of what was given: its fingerprints depend on what stands around a copied part.
  WinnowingOptions every = options;
  every.window = 1;
  for (const auto& [hash, prints] : PrintsOf(given, every)) hashes.insert(hash);
  std::map<uint64_t, int> owners;
  for (const Prints& prints : authors) {
    for (const auto& [hash, places] : prints) ++owners[hash];
  }
  const double many = std::max(static_cast<double>(options.common_to),
                               options.common_to_share * static_cast<double>(authors.size()));
  for (const auto& [hash, count] : owners) {
    if (count > many) hashes.insert(hash);
  }
  return hashes;
}

std::vector<uint64_t> Common(const Prints& a, const Prints& b) {
  std::vector<uint64_t> hashes;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->first == j->first)
      hashes.push_back(i->first), ++i, ++j;
    else if (i->first < j->first)
      ++i;
    else
      ++j;
  }
  return hashes;
}

// Whether `next` goes on where `last` is, in both texts.
bool GoesOn(const AlikeLines& last, const AlikeLines& next) {
  return last.file_a == next.file_a && last.file_b == next.file_b &&
         next.first_a <= last.last_a + 1 && next.first_b >= last.first_b &&
         next.first_b <= last.last_b + 1;
}

// The n-th place of a hash in one text belongs to the n-th in the other.
std::vector<AlikeLines> Places(const Sources& files_a, const Prints& a, const Sources& files_b,
                               const Prints& b, const std::vector<uint64_t>& common) {
  std::vector<AlikeLines> all;
  for (const uint64_t hash : common) {
    const std::vector<Print>&in_a = a.at(hash), &in_b = b.at(hash);
    for (size_t i = 0; i < std::min(in_a.size(), in_b.size()); ++i) {
      all.push_back({files_a[in_a[i].file].file, files_b[in_b[i].file].file,
                     in_a[i].print.first_line, in_a[i].print.last_line, in_b[i].print.first_line,
                     in_b[i].print.last_line});
    }
  }
  std::ranges::sort(all, {}, [](const AlikeLines& lines) {
    return std::tie(lines.file_a, lines.first_a, lines.file_b, lines.first_b);
  });
  std::vector<AlikeLines> places;
  for (const AlikeLines& next : all) {
    if (places.empty() || !GoesOn(places.back(), next)) {
      places.push_back(next);
      continue;
    }
    places.back().last_a = std::max(places.back().last_a, next.last_a);
    places.back().last_b = std::max(places.back().last_b, next.last_b);
  }
  return places;
}

}  // namespace

std::vector<SimilarPair> FindSimilar(const std::vector<Sources>& authors, const Sources& given,
                                     const WinnowingOptions& options) {
  std::vector<Prints> prints;
  for (const Sources& sources : authors) prints.push_back(PrintsOf(sources, options));
  const std::set<uint64_t> ignored = Uninteresting(prints, given, options);
  for (Prints& own : prints) {
    std::erase_if(own, [&](const auto& entry) { return ignored.contains(entry.first); });
  }
  std::vector<SimilarPair> pairs;
  for (size_t a = 0; a < prints.size(); ++a) {
    for (size_t b = a + 1; b < prints.size(); ++b) {
      const std::vector<uint64_t> common = Common(prints[a], prints[b]);
      const size_t fewer = std::min(prints[a].size(), prints[b].size());
      const double share = fewer == 0 ? 0 : static_cast<double>(common.size()) / fewer;
      if (static_cast<int>(common.size()) < options.least_common || share < options.least_share) {
        continue;
      }
      pairs.push_back({a, b, static_cast<int>(common.size()), share,
                       Places(authors[a], prints[a], authors[b], prints[b], common)});
    }
  }
  std::ranges::stable_sort(pairs, [](const SimilarPair& x, const SimilarPair& y) {
    return std::tie(y.share, y.common) < std::tie(x.share, x.common);
  });
  return pairs;
}

}  // namespace racelab
