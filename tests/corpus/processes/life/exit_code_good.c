// expect: none
// Of an exit code the last eight bits count.
int main(void) { return 256; }
