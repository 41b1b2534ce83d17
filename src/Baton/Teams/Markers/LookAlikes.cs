using System.Collections.Frozen;
using System.Text;

namespace Baton.Teams.Markers;

/// <summary>What a model could read as a letter of the name in the runtime's markers.</summary>
internal static class LookAlikes
{
    /// <summary>The name.</summary>
    public const string Name = "baton";

    // For each letter: what Unicode's table of confusable characters (UTS #39) has for it in either case, the letter with accents and in
    // compatible forms, and others that have been seen.
    private static readonly FrozenSet<int>[] Letters =
    [
        .. (
            (string[])
                [
                    // b
                    "\u00DF\u0180\u0181\u0182\u0183\u0184\u0185\u0243\u0253\u0299\u0392\u03B2\u0411\u0412\u042C\u0432\u044C\u0462\u0463"
                        + "\u048C\u048D\u13CF\u13F4\u13FC\u1472\u1473\u147E\u147F\u1480\u1481\u1488\u15AF\u15F7\u16D2\u1D2E\u1D47"
                        + "\u1D6C\u1D80"
                        + "\u1E02\u1E03\u1E04\u1E05\u1E06\u1E07\u212C\uA4D0\uA796\uA797\uA7B4\uAB64\U00010282\U000102A1\U00010301\U00010785"
                        + "\U0001D6A9\U0001D6E3\U0001D71D\U0001D757\U0001D791",
                    // a
                    "\u00AA\u00C0\u00C1\u00C2\u00C3\u00C4\u00C5\u00E0\u00E1\u00E2\u00E3\u00E4\u00E5\u0100\u0101\u0102\u0103\u0104\u0105"
                        + "\u01CD\u01CE\u01DE\u01DF\u01E0\u01E1\u01FA\u01FB\u0200\u0201\u0202\u0203\u0226\u0227\u023A\u0250\u0251"
                        + "\u0259\u0386"
                        + "\u0391\u03AC\u03B1\u0410\u0430\u04D0\u04D1\u04D2\u04D3\u04D9\u13AA\u15C5\u1D00\u1D2C\u1D43\u1D45\u1D8F"
                        + "\u1E00\u1E01"
                        + "\u1E9A\u1EA0\u1EA1\u1EA2\u1EA3\u1EA4\u1EA5\u1EA6\u1EA7\u1EA8\u1EA9\u1EAA\u1EAB\u1EAC\u1EAD\u1EAE\u1EAF"
                        + "\u1EB0\u1EB1"
                        + "\u1EB2\u1EB3\u1EB4\u1EB5\u1EB6\u1EB7\u1F00\u1F01\u1F02\u1F03\u1F04\u1F05\u1F06\u1F07\u1F08\u1F09\u1F0A"
                        + "\u1F0B\u1F0C"
                        + "\u1F0D\u1F0E\u1F0F\u1F70\u1F71\u1F80\u1F81\u1F82\u1F83\u1F84\u1F85\u1F86\u1F87\u1F88\u1F89\u1F8A\u1F8B"
                        + "\u1F8C\u1F8D"
                        + "\u1F8E\u1F8F\u1FB0\u1FB1\u1FB2\u1FB3\u1FB4\u1FB6\u1FB7\u1FB8\u1FB9\u1FBA\u1FBB\u1FBC\u2090\u212B\u2200"
                        + "\u2376\u237A"
                        + "\u2C65\u2C6D\uA4EE\uAB7A\U000102A0\U00016F40\U0001D6A8\U0001D6C2\U0001D6E2\U0001D6FC\U0001D71C\U0001D736"
                        + "\U0001D756"
                        + "\U0001D770\U0001D790\U0001D7AA",
                    // t
                    "\u0162\u0163\u0164\u0165\u0166\u0167\u01AB\u01AC\u01AD\u01AE\u021A\u021B\u0236\u023E\u0287\u0288\u0372\u0373\u03A4"
                        + "\u03C4\u0422\u0442\u04AC\u13A2\u1D1B\u1D40\u1D57\u1D75\u1E6A\u1E6B\u1E6C\u1E6D\u1E6E\u1E6F\u1E70\u1E71"
                        + "\u1E97\u2020"
                        + "\u209C\u20AE\u22A4\u2361\u27D9\u2C66\u2CA6\uA4D4\uAB72\U00010297\U000102B1\U00010315\U000118BC\U00016F0A"
                        + "\U0001D6BB"
                        + "\U0001D6F5\U0001D72F\U0001D769\U0001D7A3\U0001F768",
                    // o
                    "\u00BA\u00D2\u00D3\u00D4\u00D5\u00D6\u00D8\u00F2\u00F3\u00F4\u00F5\u00F6\u00F8\u014C\u014D\u014E\u014F\u0150\u0151"
                        + "\u019F\u01A0\u01A1\u01D1\u01D2\u01EA\u01EB\u01EC\u01ED\u01FE\u01FF\u020C\u020D\u020E\u020F\u022A\u022B"
                        + "\u022C\u022D"
                        + "\u022E\u022F\u0230\u0231\u0275\u038C\u0398\u039F\u03B8\u03BF\u03C3\u03CC\u03D1\u03F4\u041E\u043E\u0472"
                        + "\u0473\u04E6"
                        + "\u04E7\u04E8\u04E9\u04EA\u04EB\u0555\u0585\u05E1\u0647\u0665\u06BE\u06C0\u06C1\u06C2\u06D5\u06F5\u06FF"
                        + "\u07C0\u0966"
                        + "\u09E6\u0A66\u0AE6\u0B20\u0B66\u0BE6\u0C02\u0C66\u0C82\u0CE6\u0D02\u0D20\u0D66\u0D82\u0E50\u0ED0\u1010"
                        + "\u101D\u1040"
                        + "\u10FF\u12D0\u13A4\u13BE\u13EB\u1946\u1D0F\u1D11\u1D3C\u1D52\u1DB1\u1DBF\u1E4C\u1E4D\u1E4E\u1E4F\u1E50"
                        + "\u1E51\u1E52"
                        + "\u1E53\u1ECC\u1ECD\u1ECE\u1ECF\u1ED0\u1ED1\u1ED2\u1ED3\u1ED4\u1ED5\u1ED6\u1ED7\u1ED8\u1ED9\u1EDA\u1EDB"
                        + "\u1EDC\u1EDD"
                        + "\u1EDE\u1EDF\u1EE0\u1EE1\u1EE2\u1EE3\u1F40\u1F41\u1F42\u1F43\u1F44\u1F45\u1F48\u1F49\u1F4A\u1F4B\u1F4C"
                        + "\u1F4D\u1F78"
                        + "\u1F79\u1FF8\u1FF9\u2070\u2080\u2092\u2134\u2296\u229D\u236C\u24EA\u25CB\u25EF\u2C9E\u2C9F\u2D31\u2D41"
                        + "\u2D54\u3007"
                        + "\uA4F3\uA74A\uA74B\uAB3D\uAB3E\uAB74\uAB8E\uABBB\uFB41\uFBA4\uFBA5\uFBA6\uFBA7\uFBA8\uFBA9\uFBAA\uFBAB"
                        + "\uFBAC\uFBAD"
                        + "\uFCD9\uFEE9\uFEEA\uFEEB\uFEEC\uFF10\U00010292\U000102AB\U00010404\U0001042C\U000104C2\U000104EA"
                        + "\U00010516\U000107A2"
                        + "\U000114D0\U000118B5\U000118C8\U000118D7\U000118E0\U0001D21A\U0001D6AF\U0001D6B6\U0001D6B9\U0001D6C9\U0001D6D0"
                        + "\U0001D6D4\U0001D6DD\U0001D6E9\U0001D6F0\U0001D6F3\U0001D703\U0001D70A\U0001D70E\U0001D717\U0001D723\U0001D72A"
                        + "\U0001D72D\U0001D73D\U0001D744\U0001D748\U0001D751\U0001D75D\U0001D764\U0001D767\U0001D777\U0001D77E\U0001D782"
                        + "\U0001D78B\U0001D797\U0001D79E\U0001D7A1\U0001D7B1\U0001D7B8\U0001D7BC\U0001D7C5\U0001D7CE\U0001D7D8\U0001D7E2"
                        + "\U0001D7EC\U0001D7F6\U0001EE24\U0001EE64\U0001EE84\U0001F100\U0001F101\U0001F714\U0001FBF0",
                    // n
                    "\u00D1\u00F1\u0143\u0144\u0145\u0146\u0147\u0148\u0149\u014B\u019D\u019E\u01F8\u01F9\u0220\u0235\u0272\u0273\u0274"
                        + "\u039D\u03A0\u03AE\u03B7\u03C0\u041D\u041F\u043D\u043F\u0578\u057C\u13D1\u144E\u1D3A\u1D70\u1DAE\u1DAF"
                        + "\u1E44\u1E45"
                        + "\u1E46\u1E47\u1E48\u1E49\u1E4A\u1E4B\u1F20\u1F21\u1F22\u1F23\u1F24\u1F25\u1F26\u1F27\u1F74\u1F75\u1F90"
                        + "\u1F91\u1F92"
                        + "\u1F93\u1F94\u1F95\u1F96\u1F97\u1FC2\u1FC3\u1FC4\u1FC6\u1FC7\u207F\u2099\u2115\u2C9A\u2C9B\uA4E0"
                        + "\U0001018E\U00010513"
                        + "\U0001D6B4\U0001D6C8\U0001D6EE\U0001D702\U0001D728\U0001D73C\U0001D762\U0001D776\U0001D79C\U0001D7B0",
                ]
        ).Select(letters => letters.EnumerateRunes().Select(rune => rune.Value).ToFrozenSet()),
    ];

    // Alphabets of 26 letters: full-width, in brackets, circled, in boxes, and those of flags.
    private static readonly int[] Alphabets = [0xFF21, 0xFF41, 0x249C, 0x24B6, 0x24D0, 0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6];

    /// <summary>Whether a character looks like the letter at that place of the name.</summary>
    public static bool IsOne(Rune rune, int place)
    {
        var (letter, code) = (Name[place], rune.Value);
        if (rune.IsAscii)
            return (code | 0x20) == letter || (letter == 'o' && code == '0');
        // The mathematical alphabets have 52 letters each.
        if (code is >= 0x1D400 and <= 0x1D6A3)
            return (code - 0x1D400) % 26 == letter - 'a';
        return Letters[place].Contains(code) || Array.Exists(Alphabets, first => code - first == letter - 'a');
    }
}
