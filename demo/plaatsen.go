package demo

// halte is de handeling tot waar een dossier is gekomen; de volgende is nog niet gedaan.
type halte uint8

const (
	totSignaal   halte = iota // alleen een bericht van DUO; de doelgroep is nog onbekend
	totOpening                // dossier geopend, nog niet uitgenodigd
	totOproep                 // uitgenodigd; of iemand kwam staat er nog niet
	totNietKomen              // niet gekomen, nog niet gewaarschuwd
	totKomst                  // gekomen, de toets moet nog
	totToets                  // toets gedaan, intake nog niet rond
	totIntake                 // intake rond, nog geen PIP
	totPIP                    // PIP vastgesteld, nog niet gemeld
	totMelding                // gemeld, nog niets aangeboden
	totVandaag                // alles tot vandaag
)

// bijzonder is wat een levensloop anders maakt dan de gewone.
type bijzonder uint8

const (
	gewoon      bijzonder = iota
	verhuisd              // komt uit een andere gemeente, met een leerroute
	opDerde               // informatie van een derde is onmisbaar
	stroef                // kwam eerst niet en werd gewaarschuwd
	onwillig              // kwam ook na de waarschuwing niet: een overtreding
	wisselt               // andere leerroute in het eerste jaar
	schaaltAf             // van B1 naar A2
	verlengd              // de termijn is verlengd
	vrijgesteld           // een deel van de examens hoeft niet
	ontheven              // een deel van de examens kan niet
	anderegroep           // de doelgroep wijzigt onderweg
	vertrokken            // verhuist naar het buitenland
	overleden
)

// plaats zegt waar in zijn traject iemand nu staat: tot welke halte, en tussen welke
// twee aantallen dagen geleden de tien weken begonnen.
type plaats struct {
	tot      halte
	van, aan int
	wat      bijzonder
}

// plaatsen worden om beurten uitgedeeld. Zo zijn bij elke omvang vanaf ongeveer zestig
// alle fasen er, en valt er altijd werk deze week en is er altijd iets te laat.
var plaatsen = []plaats{
	{totVandaag, 150, 400, gewoon},
	{totIntake, 66, 69, gewoon}, // de tien weken eindigen deze week
	{totVandaag, 300, 600, gewoon},
	{totOpening, 1, 10, gewoon},
	{totVandaag, 500, 800, gewoon},
	{totPIP, 55, 62, gewoon},
	{totVandaag, 700, 1000, gewoon},
	{totOproep, 12, 16, gewoon},
	{totVandaag, 180, 420, wisselt},
	{totKomst, 28, 40, gewoon},
	{totVandaag, 1200, 1340, gewoon},
	{totSignaal, 1, 12, gewoon},
	{totVandaag, 250, 500, stroef},
	{totMelding, 95, 140, gewoon},
	{totVandaag, 800, 1000, schaaltAf},
	{totIntake, 48, 60, gewoon},
	{totVandaag, 400, 700, gewoon},
	{totToets, 40, 52, gewoon},
	{totVandaag, 600, 900, vrijgesteld},
	{totIntake, 76, 105, gewoon}, // te laat
	{totVandaag, 850, 1050, gewoon},
	{totOproep, 30, 40, gewoon}, // de afspraak is geweest
	{totVandaag, 1120, 1250, verlengd},
	{totOpening, 8, 20, gewoon},
	{totVandaag, 160, 350, gewoon},
	{totNietKomen, 26, 38, gewoon},
	{totVandaag, 350, 650, onwillig},
	{totPIP, 58, 66, gewoon},
	{totVandaag, 450, 750, anderegroep},
	{totIntake, 66, 69, gewoon},
	{totVandaag, 550, 850, gewoon},
	{totVandaag, 120, 300, verhuisd},
	{totVandaag, 750, 1000, gewoon},
	{totIntake, 62, 95, opDerde}, // staat stil
	{totVandaag, 900, 1080, gewoon},
	{totOproep, 11, 15, gewoon},
	{totVandaag, 200, 450, gewoon},
	{totMelding, 150, 190, gewoon},
	{totVandaag, 1050, 1150, ontheven},
	{totOpening, 10, 45, verhuisd},
	{totVandaag, 650, 950, gewoon},
	{totToets, 45, 58, gewoon},
	{totVandaag, 300, 550, opDerde},
	{totVandaag, 1250, 1345, gewoon},
	{totVandaag, 240, 480, gewoon},
	{totSignaal, 5, 25, gewoon},
	{totVandaag, 420, 720, gewoon},
	{totKomst, 30, 45, stroef},
	{totVandaag, 520, 760, gewoon},
	{totOpening, 24, 50, gewoon},
	{totVandaag, 980, 1100, gewoon},
	{totPIP, 80, 100, gewoon}, // melden is te laat
	{totVandaag, 380, 900, vertrokken},
	{totNietKomen, 24, 34, gewoon},
	{totVandaag, 270, 640, gewoon},
	{totVandaag, 500, 900, overleden},
	{totVandaag, 620, 880, schaaltAf},
	{totIntake, 50, 64, stroef},
	{totVandaag, 130, 260, gewoon},
	{totVandaag, 1000, 1160, verlengd},
}
