package recht

import "traject/kern/begrip"

// De bepalingen waarop regels rusten die geen eigen waarde in wetten hebben.
var (
	vWi14lid1   = vind("Wi2021", "14", "1", "")
	vWi15lid1   = vind("Wi2021", "15", "1", "")
	vWi15lid3   = vind("Wi2021", "15", "3", "")
	vWi16lid1   = vind("Wi2021", "16", "1", "")
	vWi17lid2   = vind("Wi2021", "17", "2", "")
	vWi3lid1    = vind("Wi2021", "3", "1", "")
	vWi6        = vind("Wi2021", "6", "", "")
	vWi7lid1    = vind("Wi2021", "7", "1", "")
	vWi7lid3    = vind("Wi2021", "7", "3", "")
	vWi8lid1    = vind("Wi2021", "8", "1", "")
	vWi11lid2   = vind("Wi2021", "11", "2", "")
	vWi11lid3   = vind("Wi2021", "11", "3", "")
	vWi12       = vind("Wi2021", "12", "", "")
	vWi13lid1   = vind("Wi2021", "13", "1", "")
	vWi24lid2   = vind("Wi2021", "24", "2", "")
	vBi31lid1   = vind("Bi2021", "3.1", "1", "")
	vBi31lid2   = vind("Bi2021", "3.1", "2", "")
	vBi31lid3   = vind("Bi2021", "3.1", "3", "")
	vBi32       = vind("Bi2021", "3.2", "", "")
	vBi314lid2  = vind("Bi2021", "3.14", "2", "")
	vBi314lid3  = vind("Bi2021", "3.14", "3", "")
	vBi314lid4  = vind("Bi2021", "3.14", "4", "")
	vBi314lid5  = vind("Bi2021", "3.14", "5", "")
	vBi44lid2   = vind("Bi2021", "4.4", "2", "")
	vBi44lid1   = vind("Bi2021", "4.4", "1", "")
	vBi45lid1   = vind("Bi2021", "4.5", "1", "")
	vBi53lid1   = vind("Bi2021", "5.3", "1", "")
	vBi54lid1   = vind("Bi2021", "5.4", "1", "")
	vBi54lid3   = vind("Bi2021", "5.4", "3", "")
	vBi54lid4   = vind("Bi2021", "5.4", "4", "")
	vBi55lid1   = vind("Bi2021", "5.5", "1", "")
	vBi93lid2   = vind("Bi2021", "9.3", "2", "")
	vBi99lid1   = vind("Bi2021", "9.9", "1", "")
	vBi99lid2   = vind("Bi2021", "9.9", "2", "")
	vWi37lid2b  = vind("Wi2021", "37", "2", "b")
	vAVG5lid1e  = vind("AVG", "5", "1", "e")
	vAtw1lid1   = vind("Atw", "1", "1", "")
	vAtw5       = vind("Atw", "5", "", "")
	vAtw4       = vind("Atw", "4", "", "")
	vAwb545lid3 = vind("Awb", "5:45", "3", "")
	vAwb542lid2 = vind("Awb", "5:42", "2", "")
	vAwb542lid1 = vind("Awb", "5:42", "1", "")
	vAwb68lid1  = vind("Awb", "6:8", "1", "")
)

func vind(regeling, artikel, lid, onderdeel string) *begrip.Vindplaats {
	return &begrip.Vindplaats{Regeling: regeling, Artikel: artikel, Lid: lid, Onderdeel: onderdeel}
}
