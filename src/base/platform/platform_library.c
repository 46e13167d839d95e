/* Shared libraries brought in while running, on POSIX. */
#include "base/platform/platform.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#ifdef __APPLE__
#define LIBRARY_NAME "lib%s.%d.dylib"
#else
#define LIBRARY_NAME "lib%s.so.%d"
#endif

void *platform_library(const char *name, int interface)
{
	char file[64];
	int length = snprintf(file, sizeof file, LIBRARY_NAME, name, interface);

	return length > 0 && (size_t)length < sizeof file ? dlopen(file, RTLD_LAZY | RTLD_LOCAL) : NULL;
}

void (*platform_library_function(void *library, const char *name))(void)
{
	void *address = dlsym(library, name);
	void (*function)(void);

	/* POSIX promises that the one holds the other; C has no cast for it. */
	memcpy(&function, &address, sizeof function);
	return function;
}
