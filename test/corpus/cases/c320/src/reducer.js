export default function reducer(state = { count: 0 }, action) {
  switch (action.type) {
    case 'ACTION_0':
      return { ...state, field0: action.payload, count: state.count + 0 };
    case 'ACTION_1':
      return { ...state, field1: action.payload, count: state.count + 1 };
    case 'ACTION_2':
      return { ...state, field2: action.payload, count: state.count + 2 };
    case 'ACTION_3':
      return { ...state, field3: action.payload, count: state.count + 3 };
    case 'ACTION_4':
      return { ...state, field4: action.payload, count: state.count + 4 };
    case 'ACTION_5':
      return { ...state, field5: action.payload, count: state.count + 5 };
    case 'ACTION_6':
      return { ...state, field6: action.payload, count: state.count + 6 };
    case 'ACTION_7':
      return { ...state, field7: action.payload, count: state.count + 7 };
    case 'ACTION_8':
      return { ...state, field8: action.payload, count: state.count + 8 };
    case 'ACTION_9':
      return { ...state, field9: action.payload, count: state.count + 9 };
    case 'ACTION_10':
      return { ...state, field10: action.payload, count: state.count + 10 };
    case 'ACTION_11':
      return { ...state, field11: action.payload, count: state.count + 11 };
    case 'ACTION_12':
      return { ...state, field12: action.payload, count: state.count + 12 };
    case 'ACTION_13':
      return { ...state, field13: action.payload, count: state.count + 13 };
    case 'ACTION_14':
      return { ...state, field14: action.payload, count: state.count + 14 };
    case 'ACTION_15':
      return { ...state, field15: action.payload, count: state.count + 15 };
    case 'ACTION_16':
      return { ...state, field16: action.payload, count: state.count + 16 };
    case 'ACTION_17':
      return { ...state, field17: action.payload, count: state.count + 17 };
    case 'ACTION_18':
      return { ...state, field18: action.payload, count: state.count + 18 };
    case 'ACTION_19':
      return { ...state, field19: action.payload, count: state.count + 19 };
    case 'ACTION_20':
      return { ...state, field20: action.payload, count: state.count + 20 };
    case 'ACTION_21':
      return { ...state, field21: action.payload, count: state.count + 21 };
    case 'ACTION_22':
      return { ...state, field22: action.payload, count: state.count + 22 };
    case 'ACTION_23':
      return { ...state, field23: action.payload, count: state.count + 23 };
    case 'ACTION_24':
      return { ...state, field24: action.payload, count: state.count + 24 };
    case 'ACTION_25':
      return { ...state, field25: action.payload, count: state.count + 25 };
    case 'ACTION_26':
      return { ...state, field26: action.payload, count: state.count + 26 };
    case 'ACTION_27':
      return { ...state, field27: action.payload, count: state.count + 27 };
    case 'ACTION_28':
      return { ...state, field28: action.payload, count: state.count + 28 };
    case 'ACTION_29':
      return { ...state, field29: action.payload, count: state.count + 29 };
    case 'ACTION_30':
      return { ...state, field30: action.payload, count: state.count + 30 };
    case 'ACTION_31':
      return { ...state, field31: action.payload, count: state.count + 31 };
    case 'ACTION_32':
      return { ...state, field32: action.payload, count: state.count + 32 };
    case 'ACTION_33':
      return { ...state, field33: action.payload, count: state.count + 33 };
    case 'ACTION_34':
      return { ...state, field34: action.payload, count: state.count + 34 };
    case 'ACTION_35':
      return { ...state, field35: action.payload, count: state.count + 35 };
    case 'ACTION_36':
      return { ...state, field36: action.payload, count: state.count + 36 };
    case 'ACTION_37':
      return { ...state, field37: action.payload, count: state.count + 37 };
    case 'ACTION_38':
      return { ...state, field38: action.payload, count: state.count + 38 };
    case 'ACTION_39':
      return { ...state, field39: action.payload, count: state.count + 39 };
    case 'ACTION_40':
      return { ...state, field40: action.payload, count: state.count + 40 };
    case 'ACTION_41':
      return { ...state, field41: action.payload, count: state.count + 41 };
    case 'ACTION_42':
      return { ...state, field42: action.payload, count: state.count + 42 };
    case 'ACTION_43':
      return { ...state, field43: action.payload, count: state.count + 43 };
    case 'ACTION_44':
      return { ...state, field44: action.payload, count: state.count + 44 };
    case 'ACTION_45':
      return { ...state, field45: action.payload, count: state.count + 45 };
    case 'ACTION_46':
      return { ...state, field46: action.payload, count: state.count + 46 };
    case 'ACTION_47':
      return { ...state, field47: action.payload, count: state.count + 47 };
    case 'ACTION_48':
      return { ...state, field48: action.payload, count: state.count + 48 };
    case 'ACTION_49':
      return { ...state, field49: action.payload, count: state.count + 49 };
    case 'ACTION_50':
      return { ...state, field50: action.payload, count: state.count + 50 };
    case 'ACTION_51':
      return { ...state, field51: action.payload, count: state.count + 51 };
    case 'ACTION_52':
      return { ...state, field52: action.payload, count: state.count + 52 };
    case 'ACTION_53':
      return { ...state, field53: action.payload, count: state.count + 53 };
    case 'ACTION_54':
      return { ...state, field54: action.payload, count: state.count + 54 };
    case 'ACTION_55':
      return { ...state, field55: action.payload, count: state.count + 55 };
    case 'ACTION_56':
      return { ...state, field56: action.payload, count: state.count + 56 };
    case 'ACTION_57':
      return { ...state, field57: action.payload, count: state.count + 57 };
    case 'ACTION_58':
      return { ...state, field58: action.payload, count: state.count + 58 };
    case 'ACTION_59':
      return { ...state, field59: action.payload, count: state.count + 59 };
    case 'ACTION_60':
      return { ...state, field60: action.payload, count: state.count + 60 };
    case 'ACTION_61':
      return { ...state, field61: action.payload, count: state.count + 61 };
    case 'ACTION_62':
      return { ...state, field62: action.payload, count: state.count + 62 };
    case 'ACTION_63':
      return { ...state, field63: action.payload, count: state.count + 63 };
    case 'ACTION_64':
      return { ...state, field64: action.payload, count: state.count + 64 };
    case 'ACTION_65':
      return { ...state, field65: action.payload, count: state.count + 65 };
    case 'ACTION_66':
      return { ...state, field66: action.payload, count: state.count + 66 };
    case 'ACTION_67':
      return { ...state, field67: action.payload, count: state.count + 67 };
    case 'ACTION_68':
      return { ...state, field68: action.payload, count: state.count + 68 };
    case 'ACTION_69':
      return { ...state, field69: action.payload, count: state.count + 69 };
    case 'ACTION_70':
      return { ...state, field70: action.payload, count: state.count + 70 };
    case 'ACTION_71':
      return { ...state, field71: action.payload, count: state.count + 71 };
    case 'ACTION_72':
      return { ...state, field72: action.payload, count: state.count + 72 };
    case 'ACTION_73':
      return { ...state, field73: action.payload, count: state.count + 73 };
    case 'ACTION_74':
      return { ...state, field74: action.payload, count: state.count + 74 };
    case 'ACTION_75':
      return { ...state, field75: action.payload, count: state.count + 75 };
    case 'ACTION_76':
      return { ...state, field76: action.payload, count: state.count + 76 };
    case 'ACTION_77':
      return { ...state, field77: action.payload, count: state.count + 77 };
    case 'ACTION_78':
      return { ...state, field78: action.payload, count: state.count + 78 };
    case 'ACTION_79':
      return { ...state, field79: action.payload, count: state.count + 79 };
    case 'ACTION_80':
      return { ...state, field80: action.payload, count: state.count + 80 };
    case 'ACTION_81':
      return { ...state, field81: action.payload, count: state.count + 81 };
    case 'ACTION_82':
      return { ...state, field82: action.payload, count: state.count + 82 };
    case 'ACTION_83':
      return { ...state, field83: action.payload, count: state.count + 83 };
    case 'ACTION_84':
      return { ...state, field84: action.payload, count: state.count + 84 };
    case 'ACTION_85':
      return { ...state, field85: action.payload, count: state.count + 85 };
    case 'ACTION_86':
      return { ...state, field86: action.payload, count: state.count + 86 };
    case 'ACTION_87':
      return { ...state, field87: action.payload, count: state.count + 87 };
    case 'ACTION_88':
      return { ...state, field88: action.payload, count: state.count + 88 };
    case 'ACTION_89':
      return { ...state, field89: action.payload, count: state.count + 89 };
    case 'ACTION_90':
      return { ...state, field90: action.payload, count: state.count + 90 };
    case 'ACTION_91':
      return { ...state, field91: action.payload, count: state.count + 91 };
    case 'ACTION_92':
      return { ...state, field92: action.payload, count: state.count + 92 };
    case 'ACTION_93':
      return { ...state, field93: action.payload, count: state.count + 93 };
    case 'ACTION_94':
      return { ...state, field94: action.payload, count: state.count + 94 };
    case 'ACTION_95':
      return { ...state, field95: action.payload, count: state.count + 95 };
    case 'ACTION_96':
      return { ...state, field96: action.payload, count: state.count + 96 };
    case 'ACTION_97':
      return { ...state, field97: action.payload, count: state.count + 97 };
    case 'ACTION_98':
      return { ...state, field98: action.payload, count: state.count + 98 };
    case 'ACTION_99':
      return { ...state, field99: action.payload, count: state.count + 99 };
    case 'ACTION_100':
      return { ...state, field100: action.payload, count: state.count + 100 };
    case 'ACTION_101':
      return { ...state, field101: action.payload, count: state.count + 101 };
    case 'ACTION_102':
      return { ...state, field102: action.payload, count: state.count + 102 };
    case 'ACTION_103':
      return { ...state, field103: action.payload, count: state.count + 103 };
    case 'ACTION_104':
      return { ...state, field104: action.payload, count: state.count + 104 };
    case 'ACTION_105':
      return { ...state, field105: action.payload, count: state.count + 105 };
    case 'ACTION_106':
      return { ...state, field106: action.payload, count: state.count + 106 };
    case 'ACTION_107':
      return { ...state, field107: action.payload, count: state.count + 107 };
    case 'ACTION_108':
      return { ...state, field108: action.payload, count: state.count + 108 };
    case 'ACTION_109':
      return { ...state, field109: action.payload, count: state.count + 109 };
    case 'ACTION_110':
      return { ...state, field110: action.payload, count: state.count + 110 };
    case 'ACTION_111':
      return { ...state, field111: action.payload, count: state.count + 111 };
    case 'ACTION_112':
      return { ...state, field112: action.payload, count: state.count + 112 };
    case 'ACTION_113':
      return { ...state, field113: action.payload, count: state.count + 113 };
    case 'ACTION_114':
      return { ...state, field114: action.payload, count: state.count + 114 };
    case 'ACTION_115':
      return { ...state, field115: action.payload, count: state.count + 115 };
    case 'ACTION_116':
      return { ...state, field116: action.payload, count: state.count + 116 };
    case 'ACTION_117':
      return { ...state, field117: action.payload, count: state.count + 117 };
    case 'ACTION_118':
      return { ...state, field118: action.payload, count: state.count + 118 };
    case 'ACTION_119':
      return { ...state, field119: action.payload, count: state.count + 119 };
    default:
      return state;
  }
}
