/* Showing constant bytes of the program at an address of their own. */
#define _GNU_SOURCE /* mremap */
#include "base/platform/platform.h"

#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef MREMAP_DONTUNMAP

/* Empty pages at the very address: asked for without force, so that nothing that stands there is lost. */
static void *reserve(uintptr_t address, size_t size)
{
	void *wanted = (void *)address;
	void *room = mmap(wanted, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (room == wanted)
		return room;
	if (room != MAP_FAILED)
		munmap(room, size);
	return NULL;
}

static void *show(const void *bytes, size_t size, uintptr_t address)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);

	if (!address || address % page || (uintptr_t)bytes % page || size % page)
		return NULL;
	void *room = reserve(address, size);

	if (!room)
		return NULL;
	/* The pages that were looked at move, and come back from the file when they are looked at where they were. */
	if (mremap((void *)(uintptr_t)bytes, size, size, MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP, room) == room)
		return room;
	munmap(room, size);
	return NULL;
}

#else

static void *show(const void *bytes, size_t size, uintptr_t address)
{
	(void)bytes, (void)size, (void)address;
	return NULL;
}

#endif

const void *platform_show_at(const void *bytes, size_t size, uintptr_t address)
{
	static const void *_Atomic shown_bytes;

	if (atomic_load(&shown_bytes) == bytes)
		return (const void *)address;
	const void *shown = show(bytes, size, address);

	if (shown)
		atomic_store(&shown_bytes, bytes);
	return shown;
}
