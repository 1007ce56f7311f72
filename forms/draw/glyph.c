/* glyph: libharu 2.3.0's look-up of a character's glyph, written again as a binary search.
 *
 * The library searches the segments of a font's character map one by one, and looks up all 65,536 characters of each
 * font when it writes a document: more than half of the time of a form in several scripts. This function has the name
 * of the library's, so that the dynamic linker makes the library call it. The answers are the same; test_page.c
 * compares them.
 *
 * Where the linker does not, only time is lost: a library linked with -Bsymbolic calls its own function, a static link
 * prefers the library's (this one is weak), and for another version nothing is defined here. */
#include <hpdf.h>
#include <hpdf_fontdef.h>
#include <hpdf_version.h>

#if HPDF_MAJOR_VERSION == 2 && HPDF_MINOR_VERSION == 3 && HPDF_BUGFIX_VERSION == 0

/* The first segment that does not end before the character; `count` when there is none. */
static HPDF_UINT segment_of(const HPDF_UINT16 *ends, HPDF_UINT count, HPDF_UINT16 c) {
    HPDF_UINT from = 0, to = count;
    while (from < to) {
        HPDF_UINT middle = (from + to) / 2;
        if (ends[middle] < c)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

__attribute__((weak)) HPDF_UINT16 HPDF_TTFontDef_GetGlyphid(HPDF_FontDef fontdef, HPDF_UINT16 unicode) {
    const HPDF_TTF_CmapRange *map = &((HPDF_TTFontDefAttr)fontdef->attr)->cmap;
    if (map->format == 0)
        return map->glyph_id_array[unicode & 0xFF];
    if (map->seg_count_x2 == 0) {
        HPDF_SetError(fontdef->error, HPDF_TTF_INVALID_CMAP, 0);
        return 0;
    }
    const HPDF_UINT count = map->seg_count_x2 / 2;
    const HPDF_UINT i = segment_of(map->end_count, count, unicode);
    if (i == count || unicode < map->start_count[i]) /* where i == count, the library reads beyond its table */
        return 0;
    if (map->id_range_offset[i] == 0)
        return (HPDF_UINT16)(unicode + map->id_delta[i]);
    /* The offset counts bytes, from its own place in the file to a place in the array behind the offsets. */
    const HPDF_UINT at = map->id_range_offset[i] / 2U + (HPDF_UINT)(unicode - map->start_count[i]) - (count - i);
    if (at >= map->glyph_id_array_count) /* here, too, the library reads one beyond */
        return 0;
    return (HPDF_UINT16)(map->glyph_id_array[at] + map->id_delta[i]);
}

#endif
