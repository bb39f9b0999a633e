# Every lab as an ordinary program, without the checker: found because its folder exists.
find_package(GTest REQUIRED)
find_package(Boost REQUIRED COMPONENTS thread)

file(GLOB racelab_labs CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/labs/[0-9][0-9]*_*/lab.toml)
foreach(manifest ${racelab_labs})
  get_filename_component(folder ${manifest} DIRECTORY)
  get_filename_component(lab ${folder} NAME)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cc)
  add_executable(lab_${lab} ${sources})
  target_include_directories(lab_${lab} PRIVATE ${folder} ${CMAKE_SOURCE_DIR})
  target_compile_definitions(lab_${lab} PRIVATE BOOST_THREAD_VERSION=4)
  target_compile_options(lab_${lab} PRIVATE -Wall -Wextra -Wshadow)
  target_link_libraries(lab_${lab} PRIVATE
    GTest::gtest_main Boost::thread absl::synchronization absl::time Threads::Threads rt)
endforeach()
