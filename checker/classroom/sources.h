// Sources: the texts of the files that one author wrote, or that a lab gives.
//
// **Thread safety**: plain values; the functions read the disk and keep nothing.
#ifndef RACELAB_CHECKER_CLASSROOM_SOURCES_H_
#define RACELAB_CHECKER_CLASSROOM_SOURCES_H_

#include <filesystem>
#include <string>
#include <vector>

#include "checker/classroom/submission.h"
#include "checker/result/finding.h"

namespace racelab {

using Sources = std::vector<SourceText>;  // each file as in "ledger.cc"

// The files that the lab lets a student edit, as they were handed in; those that cannot be read, or
// have more than 256 KiB, are left out.
Sources SourcesOf(const LabWork& work);

// The C++ files below a lab's folder.
Sources GivenSources(const std::filesystem::path& folder);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_SOURCES_H_
