#include "text/language_words.h"

/* Written from general knowledge, by frequency in news, not taken from a corpus. A language's own words that English
 * has too stand in both lists ("in", "is", "on"), and then speak for neither against the other. */
const ss_word_list ss_word_lists[] = {
    [SS_WORDS_ENGLISH] =
        {{"en", "English"},
         "the of and to in a is that for it was on with as be by at from have has had he she they this are or an not "
         "which were been their its will would there his her him who whom whose when if can cannot could what one two all "
         "more most out up down about than then into onto some any many much such my me i you your we us our do does did no "
         "nor over after before between under while where because but so only other others another also just like now new "
         "may might must shall should them these those through during against each every both few own same very too again "
         "further once here why how off above below until upon within without among across around per since though "
         "although yet still even well back first last being am ve ll re t s n said says say year years people time made make "
         "get got go going went know see way day days man men women work good three per cent never always often however "
         "therefore thus hereby herein thereof pursuant said told percent million according thee thou thy thine hath doth "
         "ye ne unto hir hem wolde whan ther tae wi frae dinna dinnae isnae cannae nae ken wee o aye mister oh yes "
         "yeah okay let lets",
         "", ""},
    /* Not English, but at home in English text: parts of names and titles, loans, abbreviations, single letters, and
     * English words that are function words elsewhere. No evidence that a text is in another language. */
    [SS_WORDS_GUEST] =
        {{0},
         "de la las los le les du des del della dello delle dei degli di da dal dos das do van der den dem ter ten von zu zum "
         "zur el al il lo bin ibn ben abu af av san st et en e y l d c j m b f g h k p q r u v w x z via vis versa sic ad ex "
         "cum est non pro war hat die gut pour car sort sin son sea tan come due sole sob door want bar far fast ten tam pod "
         "mint care sale ale sub pot mare ban hay sang con lot era bis ma pa na si os id se mi ha ho per net mag var les plus "
         "tout par lot hem been fin bet sent air dare",
         "", ""},
    {{"de", "German"},
     "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass daß "
     "sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man "
     "sein wurde sei wenn seine ihre habe wir ich was gegen vom können schon unter kann hatte ihr seit wo dieser diese "
     "dieses doch jetzt waren sowie zwischen damit keine kein alle sagte worden soll muss müssen eines ihren seinen ohne "
     "denn etwa rund dort heute immer weil jedoch würde könnte sollen dabei mich mir uns euch ihm ihn ihnen",
     "ä ö ü ß", "ung ungen lich lichen liche keit heit schen ischen ische"},
    {{"fr", "French"},
     "de la le et les des en un une du dans est que qui à il pour par sur au ne se plus pas ce sont ses avec son cette sa "
     "ont mais comme on ou elle aux leur été a été être fait deux nous vous ces même aussi je si tout y bien sans "
     "entre après sous était peut dont très où leurs depuis contre encore ils elles avait lors selon avant tous "
     "toute ainsi faire non moins avoir donc car cet ni quand avons ans l d c n s qu j jusqu lorsqu m chez afin alors "
     "notre votre nos vos rien déjà toujours pendant également plusieurs ici là lui moi",
     "é è ê à ç ù œ î ô û ë", "ment tion eux euse aient ique iques elle elles"},
    {{"es", "Spanish"},
     "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre "
     "cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso "
     "ante ellos e esto antes algunos qué unos yo otro otras otra él tanto esa estos mucho nada muchos cual poco ella "
     "estar estas algunas algo nosotros es son fue ha era está han ser tiene están tras según años dijo hace así aunque "
     "sido había cada dos parte solo sólo mientras tu te si",
     "ñ ó á í é ú", "ción ciones dad dades mente ando iendo aron ieron"},
    {{"it", "Italian"},
     "di e il la che in a per un del è non una della le si con i da dei al più gli sono alla nel ha anche lo come ma dal se "
     "delle dalla o ai su nella ed degli ci questo dopo suo sua tra stato questa anni ancora essere loro prima stata "
     "quando solo molto due fra quella era perché tutti fatto mentre quello hanno alle nelle dell all nell dall sull "
     "sulla l un anni così senza sul contro dove già poi cui quale questi queste quelli tutto tutte ogni stati c qui "
     "può deve aveva abbiamo noi lui lei proprio secondo oggi sia",
     "è ò à ì ù", "zione zioni mente ato ata ati ando endo tà ivo"},
    {{"pt", "Portuguese"},
     "de a que o e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser "
     "quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me "
     "esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual será nós tenho "
     "lhe deles essas esses pelas este fosse dele são após segundo disse anos ainda sobre onde desde pode porque dois "
     "todos todo cada contra estava",
     "ã õ ç á é ê â í ó ú", "ção ções dade dades mente ando endo aram iram"},
    {{"nl", "Dutch"},
     "de en van het een in is dat op te zijn voor met die niet aan er om ook als dan maar bij uit door nog naar heeft hij ze "
     "wordt tot je was of worden over kan al hebben we zo ik geen wel meer had deze zich werd hun dit waar veel moet nu "
     "onder ons mijn zou wat wie haar hem men toen tegen heb hoe omdat zij kunnen na moeten zal onze tussen volgens "
     "alleen waren jaar zegt alle mensen daar toch want zonder sinds twee weer jullie u me hier iets niets elkaar "
     "binnen ten ter eerste andere tijdens",
     "", "lijk lijke heid ingen tie atie"},
    {{"sv", "Swedish"},
     "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år under "
     "säger hon nu sin efter eller vid där också ska blir alla mot hade ut skulle finns kommer mycket detta över in "
     "andra varit här utan sina sedan vill får denna man mer dem bara bland går dag hans upp mellan måste två några kunde "
     "hur sitt något även enligt fick än eftersom genom blev vara inom samt tre många kring du mig dig dess deras "
     "varje båda ni oss redan",
     "å ä ö", "ningen ningar arna erna ande ligt"},
    {{"da", "Danish"},
     "og i at det er en til af på for med den de som der ikke har et han men om fra var ved sig jeg vi så kan være blev over "
     "skal også efter eller når nu hun havde ud været op år bliver under siger mod man mere vil hvor mange hans ham dem "
     "mellem end her alle sin to kunne blevet ifølge af nogle andre bare kommer selv meget da hvad skulle denne uden "
     "dette deres gør får hvis mig dig os jer sine sit noget ingen både fordi selvom samt igen altid ville",
     "æ ø å", "erne elser hed lige ende"},
    {{"no", "Norwegian"},
     "og i det er på som en til av for med at den har de ikke et han men om fra var ved seg jeg vi så kan være ble over skal "
     "også etter eller når nå hun hadde ut vært opp år blir under sier mot man mer vil hvor mange hans ham dem mellom "
     "enn her alle sin to kunne blitt ifølge av noen andre bare kommer selv mye da hva skulle denne uten dette deres "
     "gjør får hvis meg deg oss dere sine sitt noe ingen både fordi selv om samt igjen alltid ville må etter fram ha "
     "ein eit ikkje frå dei eg kva",
     "æ ø å", "ene ingen elser het lige"},
    {{"fi", "Finnish"},
     "ja on ei että se oli hän ovat mutta kun myös tai joka ole mukaan niin jo kuin ne sen nyt vain jos sitä olla vielä "
     "hänen jotka siitä sekä tämä mitä joka jonka sillä olisi voi näin tämän siinä koko eivät ollut heidän kaikki minä "
     "sinä me te he kanssa jälkeen noin ennen vuonna vuoden sanoi sanoo kertoo pitää tulee yli asti koska oma oman "
     "hyvin paljon monet toinen kaksi yksi aikana kuitenkin lisäksi joiden jossa jolla ettei olivat voidaan mm eri alle "
     "vastaan ilman kautta siis enää",
     "ä ö", "ssa ssä lla llä sta stä lta ltä lle iin een aan tään ivat vät inen isen uksen ista istä eista neet nut tta ttä"},
    {{"pl", "Polish"},
     "w i na z nie się że do to jest o jak po ale od co za przez tym są dla już ma tylko jego czy przed który która które "
     "oraz był była było by tego jej może przy być ich też pod go tak a jako ze we roku także kiedy nad mu jednak będzie "
     "lat jeszcze bardzo gdy sobie ten ta te został została można innych których którym bez podczas między którzy aby "
     "tej mnie ja my wy oni pan pani powiedział według gdzie teraz nawet więc tych jeden dwa wszystko żeby u swoje "
     "swoim",
     "ą ę ł ń ś ź ż ć ó", "ości ego emu ych owych nych ków ania enia ował"},
    {{"cs", "Czech"},
     "a v se na je že s z o do i to si k jsou ale jako za by po který která které pro tak podle ve od aby jeho už byl byla "
     "bylo jen při jsem až nebo však než co před také její není kdy roku ze více jak ještě mezi bude další které však "
     "může kteří bez ke tento této toho tom nad proti tím když již jejich byli být má mají pod své svou která u jsme "
     "protože takže ani kde let dnes proto pouze během ty ten ta řekl uvedl kolem",
     "ě š č ř ž ý á í é ů ú ť ď ň", "ého ému ých ých ost osti ovat ující ední"},
    {{"sk", "Slovak"},
     "a v sa na je že s z o do i to si k sú ale ako za by po ktorý ktorá ktoré pre tak podľa vo od aby jeho už bol bola "
     "bolo len pri som až alebo však než čo pred tiež jej nie kedy roku zo viac ešte medzi bude ďalší môže ktorí bez ku "
     "tento tejto toho tom nad proti tým keď ich boli byť má majú pod svoje svoju u sme pretože takže ani kde rokov dnes "
     "preto iba počas ten tá povedal uviedol okolo ktorých",
     "ľ ĺ ŕ ô ä š č ť ž ý á í é ú ď ň", "ého ému ých osť osti ovať ujúci"},
    {{"hr", "Croatian"},
     "je i u na se da za su od s a koji koja koje što kao o te iz bi ili nije ne će do sve samo to bio bila bilo kako ali "
     "nakon više ovo prema zbog jer još pa već po kod prije može sam smo ste biti bez između kada gdje gde ovaj ova "
     "ove koju kojima njihov njegov njen također takođe tako tijekom tokom protiv rekao rekla godine godina ima nema "
     "sa ni li mu joj ih nam vam svoj svoju",
     "đ ć č š ž", "nje nja ski ske ski ima ovog nog ost osti"},
    {{"sl", "Slovene"},
     "je in v na da se za so ki pa z tudi s po ne bi ni od bo kot še do iz pri ali ter ko že o bil bila bilo kar kako zaradi "
     "lahko med samo več le tako pred tem svoje ima ta to te smo sem si zato pod nad ker potem proti brez kjer bodo "
     "imajo leta let dejal povedal vse vsi svojih njegov njihov njena nekaj ob sta kdo kaj čez danes naj",
     "č š ž", "ega emu ost osti ski ske nje nja"},
    {{"hu", "Hungarian"},
     "a az és hogy nem is egy meg azt de csak ez már mint volt ki van vagy még de ha el szerint után lesz kell majd mert "
     "lehet ezt aki ami amely között pedig nagyon minden több első új két amikor ahol így úgy akkor azonban "
     "illetve volna voltak vannak nincs sem be le fel ezek azok olyan arra erre ennek annak mondta ő ők én te mi "
     "alatt ellen miatt kívül által során óta ma most itt ott évben éve",
     "ő ű á é í ó ö ú ü", "ban ben nak nek val vel ság ség ról ről ból ből tól től hoz hez ott ett ek ok"},
    {{"ro", "Romanian"},
     "de și şi în a la cu care pe nu o din că un mai se ce au este să pentru fi ca sau prin după sunt ar fost al ai ale cea "
     "cel cei cele lui ei lor le această acest aceste dar până când doar fără între despre foarte dintre are am era iar "
     "astfel nici unei unui unor tot toate toți către sub asupra si spus ani anul poate trebuie dacă aici acum ei "
     "însă deja decât chiar fiind avea avut fie ne vă îl îi ii sa va vor",
     "ă ș ț ţ ş â î", "ului ilor are ător ției ție ării ează"},
    {{"tr", "Turkish"},
     "ve bir bu için ile da de olarak çok daha olan gibi en kadar sonra ne o var ama göre her ya ise ki değil mi ancak "
     "kendi olduğunu ilk büyük yeni oldu olduğu veya iki hem şey bunu ben sen biz siz onlar onun bana şu diye üzere "
     "nasıl neden zaman içinde tarafından arasında dedi söyledi yok olacak etti yıl yılında önce karşı bütün tüm "
     "hiç bile ayrıca böyle eden edilen fakat artık üç bazı biri yer yapılan üzerinde ilgili dolayı",
     "ğ ı ş ç ö ü", "lar ler ları leri lık lik dan den ın in arak erek mak mek yor dır dir tı ti sı si nda nde"},
    {{"id", "Indonesian"},
     "yang dan di dengan untuk ini itu tidak dalam dari akan pada juga ke karena oleh ada sebagai adalah saat bisa para kata "
     "atau telah sudah kami mereka kita dia ia saya anda lebih tersebut secara menjadi tahun bahwa hari orang seperti "
     "hanya namun setelah banyak masih harus dapat belum lagi sangat serta agar tak kepada terhadap antara jika "
     "ketika sekitar bagi atas hingga sejak selama satu dua beberapa semua sementara pun lalu kalau apa siapa mana "
     "ujar ujarnya katanya boleh telah kerana",
     "", "kan nya annya kannya"},
    {{"vi", "Vietnamese"},
     "và của là có được cho không trong đã với các những một người để này khi từ đến về ra đó như vào ở cũng tại sẽ theo "
     "bị nhiều trên sau năm phải còn hơn việc nên đang vì do thì lại nước mà nhưng rằng qua hay nhất mới lên làm trước "
     "hai cùng họ ông bà anh chị tôi chúng nếu đây ngày giữa bằng rất chỉ thêm nói vẫn đều gì",
     "ă đ ơ ư ạ ả ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ ẹ ẻ ẽ ế ề ể ễ ệ ỉ ị ọ ỏ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ụ ủ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ", ""},
    {{"ca", "Catalan"},
     "de la i el que a els en les un del per una amb és no al va es dels més se com als ha són pel o seva seu aquest "
     "aquesta però l d n s h han ser també ja entre sobre fins molt quan sense on hi des tot dos seus seves després "
     "perquè any anys si ens nostre només contra durant pels com aquests aquestes altres era ho qui cada van hem estat "
     "ara sota segons encara així havia fer tots li em us això on pot tenen té",
     "à è é ò ó í ú ç", "ció cions tat tats ment ant"},
    {{"af", "Afrikaans"},
     "die in en van is het te wat nie dat n met vir se op om hy aan sy ook as deur is was kan sal hulle by maar na word "
     "uit of ons daar haar so tot oor moet ek meer hierdie nog jy dit om my jou wees gesê een ander omdat onder "
     "nou wel al toe teen sê dan tussen jaar baie hom geen mense soos sou waar wil net mag julle sonder",
     "ê ë ô", "lik like heid inge asie"},
    {{"et", "Estonian"},
     "ja on ei et see oli kui ta mis ka oma kes aga siis veel nii või seda ole nad ning selle kuid mida välja juba mille "
     "pärast enam mitte üle aasta olid peab saab eesti ma me te sa ära seal siin ainult kus sest samuti eest "
     "kogu ütles nagu koos vastu alla kuni poolt ise olla olnud selles kõik nende pole läbi enne",
     "õ ä ö ü", "sse ga st le lt ks mine mise tud nud vad das dega tele"},
    {{"lv", "Latvian"},
     "un ir ar no par ka uz kas to pie arī bet vai tas kā tā viņš viņa nav līdz pēc gan ja lai jau bija tikai tiek pat "
     "savu šo gada tiks var kopā būs kad es mēs jūs tās šī šis ļoti tad vēl pret bez starp gadā",
     "ā ē ī ū ģ ķ ļ ņ š ž č", "iem ām ēt āt šanas šana ības umu"},
    {{"lt", "Lithuanian"},
     "ir kad į iš su yra tai buvo bet kaip apie jau o per už ne po savo jis ji jie tik dar kai nuo iki arba šis ši taip "
     "bus prie labai nes metų metais pagal tarp tačiau jų jos jo mes aš prieš gali kuris kurie kuri to turi ar pat",
     "ą č ę ė į š ų ū ž", "imo ymo iams ose uose ais omis amas inis"},
    {{"is", "Icelandic"},
     "og að í á er sem til það um við var hann með ekki en fyrir af hún eru þess frá hafa verið því þegar eða þar þeir sér "
     "hefur segir eftir vera upp út þá þau ég úr svo þetta þessi ári mjög hafi yfir milli einnig sé þó hafði voru "
     "verður þeim kom",
     "þ ð æ ö", "num inn anna inum um unum arinnar"},
    {{"sw", "Swahili"},
     "na ya wa kwa ni katika la za kuwa huo hii hiyo cha vya alisema amesema lakini hao pia yake wake huyo baada ambao "
     "ambayo kama kutoka ili zaidi tu sana watu mwaka hilo hata bila kabla kati wote yote mimi sisi hakuna hivyo kila "
     "si au hapa ndani juu nchini",
     "", "isha ika wa ia ana"},
    {{"tl", "Tagalog"},
     "ang ng sa na mga ay at si ni para hindi ito may kay nang siya ko mo niya nila sila ako kami tayo kung pero dahil "
     "isang din rin lang lamang pa ba po mula noong kanyang kanilang ayon bilang upang habang wala mayroon iyon iyan "
     "dito doon naman pang nito ating aking",
     "", "ang ong"},
};

const uint32_t ss_word_list_count = sizeof ss_word_lists / sizeof *ss_word_lists;
