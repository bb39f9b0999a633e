// Folder: an empty folder for one test.
#ifndef RACELAB_LABS_KIT_FOLDER_H_
#define RACELAB_LABS_KIT_FOLDER_H_

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace kit {

// Gone with all that is in it at the end. Throws std::runtime_error when none can be made.
class Folder {
 public:
  Folder() {
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no folder for the test");
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  operator const std::string&() const { return path_; }

 private:
  std::string path_ = "/tmp/racelab-test-XXXXXX";
};

}  // namespace kit

#endif  // RACELAB_LABS_KIT_FOLDER_H_
